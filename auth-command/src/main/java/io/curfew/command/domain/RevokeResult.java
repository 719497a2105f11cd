package io.curfew.command.domain;

import java.util.List;

/** What became of a {@link RevokeSession} or {@link RevokeAllSessions}. */
public sealed interface RevokeResult {

    /** These sessions were ended by this command; empty when there was nothing to end. */
    record Revoked(List<String> sessionIds) implements RevokeResult {
        public Revoked {
            sessionIds = List.copyOf(sessionIds);
        }
    }

    /** No. */
    record Refused(Refusal refusal) implements RevokeResult {}
}
