package io.curfew.listener.bearer;

import io.curfew.listener.RouteRule;
import io.curfew.listener.StalenessPolicy;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link RequireFresh} as a {@link RouteRule}. Stateless. */
public final class FreshRules {
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private FreshRules() {}

    /**
     * The rule.
     *
     * @throws IllegalArgumentException when the age is no duration, or nothing, or the policy is OPEN
     */
    public static RouteRule of(RequireFresh annotation) {
        if (annotation.policy() == StalenessPolicy.OPEN) {
            throw new IllegalArgumentException("@RequireFresh with policy OPEN requires nothing");
        }
        return new RouteRule(annotation.policy(), duration(annotation.maxAge()));
    }

    private static Duration duration(String text) {
        Matcher simple = SIMPLE.matcher(text);
        if (simple.matches()) {
            long number = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "@RequireFresh(maxAge = \"" + text + "\") is no duration; write 500ms, 1s or 2m", e);
        }
    }
}
