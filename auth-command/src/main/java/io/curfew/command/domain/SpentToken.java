package io.curfew.command.domain;

import java.time.Instant;

/** A refresh token that a rotation has replaced, by its hash. */
record SpentToken(String hash, Instant spentAt) {}
