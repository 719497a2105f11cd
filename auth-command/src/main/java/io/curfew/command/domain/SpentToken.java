package io.curfew.command.domain;

import java.time.Instant;

/**
 * The refresh token that the last rotation of a session has replaced, by its hash.
 *
 * @param replays how often it has come back since and was answered
 */
record SpentToken(String hash, Instant spentAt, int replays) {

    SpentToken replayed() {
        return new SpentToken(hash, spentAt, replays + 1);
    }
}
