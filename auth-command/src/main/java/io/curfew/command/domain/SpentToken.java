package io.curfew.command.domain;

import java.time.Instant;

/**
 * A refresh token that a rotation has replaced, by its hash.
 *
 * @param replayed whether it has come back since and was answered: that is recorded once
 */
record SpentToken(String hash, Instant spentAt, boolean replayed) {}
