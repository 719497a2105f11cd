package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a revocation rule does, or would do.
 *
 * @param revocationId its state is at {@code /revocations/{id}}; absent for a dry run
 * @param ruleId what the audit trail calls it
 * @param notBefore tokens issued before are refused
 * @param tokensExpireAt then the last token it matches has expired
 * @param sessions for a dry run all active sessions that are covered, else those that were ended by their ids
 * @param users how many people the sessions of a dry run belong to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Rule")
public record RuleAnswer(
        @JsonProperty("kind") String kind,
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("revocation_id") @Nullable String revocationId,
        @JsonProperty("rule_id") @Nullable String ruleId,
        @JsonProperty("not_before") @Schema(format = "date-time") @Nullable String notBefore,
        @JsonProperty("tokens_expire_at") @Schema(format = "date-time") @Nullable String tokensExpireAt,
        @JsonProperty("sessions") int sessions,
        @JsonProperty("users") @Nullable Integer users) {

    /** A dry run. */
    public static RuleAnswer matched(RuleKind kind, int sessions, int users) {
        return new RuleAnswer(name(kind), true, null, null, null, null, sessions, users);
    }

    /** A rule that holds. */
    public static RuleAnswer added(RevocationRuleAdded rule, @Nullable String revocationId, int sessionsEnded) {
        String notBefore = rule.notBefore() == null ? null : rule.notBefore().toString();
        return new RuleAnswer(
                name(rule.kind()),
                false,
                revocationId,
                rule.ruleId(),
                notBefore,
                rule.tokensExpireAt().toString(),
                sessionsEnded,
                null);
    }

    private static String name(RuleKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
