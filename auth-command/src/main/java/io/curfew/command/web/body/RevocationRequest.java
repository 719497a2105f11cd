package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /admin/revocations}.
 *
 * @param kind what is named
 * @param value the id: of a token ({@code jti}), a session, a subject, a client, a tenant, a signing key ({@code kid})
 * @param notBefore RFC 3339
 * @param reason for the audit trail; a dry run needs none
 * @param dryRun only count
 */
public record RevocationRequest(
        @JsonProperty("kind")
                @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        allowableValues = {"token", "session", "subject", "client", "tenant", "key", "all"})
                @Nullable
                String kind,
        @JsonProperty("value") @Schema(maxLength = VALUE, description = "absent for all") @Nullable String value,
        @JsonProperty("not_before") @Schema(format = "date-time", description = "now, when absent") @Nullable
                String notBefore,
        @JsonProperty("reason") @Schema(maxLength = REASON, description = "a dry run needs none") @Nullable
                String reason,
        @JsonProperty("dry_run") @Nullable Boolean dryRun)
        implements Request {
    private static final int VALUE = 255;
    private static final int REASON = 256;
    private static final int KIND = 16;

    @Override
    public void check() {
        RuleKind named = ruleKind();
        if (named == RuleKind.ALL) {
            require(value == null, "value", "must be absent: everything is meant");
        } else {
            String text = Text.required("value", value, VALUE);
            // By the length of the tables; characters beyond the basic plane count twice there.
            require(text.length() <= VALUE, "value", "has more than " + VALUE + " characters");
            require(!text.isBlank(), "value", "is blank");
            boolean free = named != RuleKind.SUBJECT || !text.startsWith(RevocationRuleAdded.STREAM_PREFIX);
            require(free, "value", "begins like no subject");
        }
        boolean exact = named == RuleKind.TOKEN || named == RuleKind.SESSION;
        require(!exact || notBefore == null, "not_before", "has no meaning for a token or a session");
        Instant ignored = instant();
        if (!isDryRun()) {
            String text = Text.required("reason", reason, REASON);
            require(!text.isBlank(), "reason", "is blank");
        } else {
            Text.optional("reason", reason, REASON);
        }
    }

    /** What is named. */
    public RuleKind ruleKind() {
        String text = Text.required("kind", kind, KIND);
        for (RuleKind known : RuleKind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(text)) {
                return known;
            }
        }
        throw new ProblemException(
                ProblemCode.INVALID_FIELD, "Field kind is none of token, session, subject, client, tenant, key, all.");
    }

    /** The not-before, once checked; null for now. */
    public @Nullable Instant instant() {
        if (notBefore == null) {
            return null;
        }
        Instant parsed = null;
        try {
            parsed = OffsetDateTime.parse(notBefore).toInstant();
        } catch (DateTimeException e) {
            // said below
        }
        require(
                parsed != null && parsed.isAfter(Instant.EPOCH),
                "not_before",
                "is no time such as 2026-01-31T12:00:00Z");
        return parsed;
    }

    /** The reason, once checked. */
    public String why() {
        return Objects.requireNonNull(reason);
    }

    /** The value of a rule that is not about all, once checked. */
    public String name() {
        return Objects.requireNonNull(value);
    }

    public boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    private static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new ProblemException(ProblemCode.INVALID_FIELD, "Field " + field + " " + otherwise + ".");
        }
    }
}
