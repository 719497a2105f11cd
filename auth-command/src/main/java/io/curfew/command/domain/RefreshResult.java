package io.curfew.command.domain;

/** What became of a {@link RefreshSession}. */
public sealed interface RefreshResult {

    /** The presented token was the current one; its successor now is. */
    record Rotated(SessionGrant grant) implements RefreshResult {}

    /**
     * The presented token was spent within the reuse leeway, by a request racing this one or one whose answer was lost.
     *
     * @param currentHash hash of the session's current refresh token, which descends from the presented one
     */
    record Replayed(SessionGrant grant, String currentHash) implements RefreshResult {}

    /** No. */
    record Refused(Refusal refusal) implements RefreshResult {}
}
