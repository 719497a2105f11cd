package io.curfew.command.outbox;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRevoked;
import io.curfew.events.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Says what listeners must be told of an event. Stateless. */
final class Notices {

    private Notices() {}

    /** The notices of an event; none, when it revokes nothing that another event of the same commit does not. */
    static List<? extends Notice.Revocation> of(SessionEvent event) {
        if (event instanceof SessionRevoked revoked) {
            return List.of(new Notice.Session(revoked.sessionId(), revoked.occurredAt(), revoked.tokensExpireAt()));
        }
        if (event instanceof AllSessionsRevoked all) {
            return all.sessionIds().stream()
                    .map(id -> new Notice.Session(id, all.occurredAt(), all.tokensExpireAt()))
                    .toList();
        }
        return event instanceof RevocationRuleAdded rule ? of(rule) : List.of();
    }

    private static List<? extends Notice.Revocation> of(RevocationRuleAdded rule) {
        Instant at = rule.occurredAt();
        Instant until = rule.tokensExpireAt();
        return switch (rule.kind()) {
            case SESSION -> List.of(); // told by the SessionRevoked that follows
            case TOKEN -> List.of(new Notice.Token(value(rule), at, until));
            case SUBJECT -> List.of(new Notice.Subject(value(rule), notBefore(rule), at, until));
            case CLIENT -> List.of(new Notice.Client(value(rule), notBefore(rule), at, until));
            case TENANT -> List.of(new Notice.Tenant(value(rule), notBefore(rule), at, until));
            case KEY -> List.of(new Notice.SigningKey(value(rule), notBefore(rule), at, until));
            case ALL -> List.of(new Notice.All(notBefore(rule), at, until));
        };
    }

    private static String value(RevocationRuleAdded rule) {
        return Objects.requireNonNull(rule.value(), "this kind of rule names something");
    }

    private static Instant notBefore(RevocationRuleAdded rule) {
        return Objects.requireNonNull(rule.notBefore(), "this kind of rule has a not-before");
    }
}
