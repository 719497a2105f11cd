package io.curfew.command.sessions;

import io.curfew.command.StartRefusedException;
import io.curfew.command.domain.RulePolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties {@code curfew.foreign-tokens.*}. Immutable.
 *
 * @param maxLifetime how long access tokens of other issuers live at the longest: so long a rule is remembered
 */
@ConfigurationProperties("curfew.foreign-tokens")
record ForeignTokenProperties(@DefaultValue("1h") Duration maxLifetime) {
    /** Listeners read a topic that keeps its records for a day by default. */
    private static final Duration LONGEST = Duration.ofHours(23);

    RulePolicy policy() {
        if (maxLifetime.toSeconds() < 1 || maxLifetime.compareTo(LONGEST) > 0) {
            throw new StartRefusedException(
                    "curfew.foreign-tokens.max-lifetime is " + maxLifetime + ".",
                    "Set it between one second and " + LONGEST.toHours() + " hours, less than the topic's retention.");
        }
        return new RulePolicy(maxLifetime);
    }
}
