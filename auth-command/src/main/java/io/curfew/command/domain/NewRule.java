package io.curfew.command.domain;

import io.curfew.events.RuleKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revocation rule as an administrator asks for it. Immutable and thread-safe.
 *
 * @param id a new random id
 * @param value what is named, a {@code jti} hashed; null for {@link RuleKind#ALL}
 * @param notBefore not in the future; null for now, and for kinds that an exact id decides
 * @param initiatedBy the administrator's user id
 */
public record NewRule(
        String id,
        RuleKind kind,
        @Nullable String value,
        @Nullable Instant notBefore,
        String reason,
        String initiatedBy) {}
