package io.curfew.command.domain;

/** What became of a {@link RefreshSession}. */
public sealed interface RefreshResult {

    /** The presented token was the current one; its successor now is. */
    record Rotated(SessionGrant grant) implements RefreshResult {}

    /**
     * The presented token was spent by the last rotation, by a request racing this one or one whose answer was lost: its
     * successor, which is the current one, is given again.
     */
    record Replayed(SessionGrant grant) implements RefreshResult {}

    /** No. */
    record Refused(Refusal refusal) implements RefreshResult {}
}
