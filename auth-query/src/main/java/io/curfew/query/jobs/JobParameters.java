package io.curfew.query.jobs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, read strictly: what cannot be understood is refused, never replaced by a default, and so is what
 * nobody read. Not thread-safe.
 */
public final class JobParameters {
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final Map<String, Object> values;
    private final Set<String> known = new HashSet<>();

    /** Takes the members of the JSON object that was sent, without {@code kind}; those that are null are absent. */
    public JobParameters(Map<String, Object> values) {
        this.values = values;
    }

    /** A duration such as {@code PT30M} within these bounds, or null when absent. */
    public @Nullable Duration duration(String name, Duration least, Duration most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // said below
        }
        throw new InvalidJobException(name, "a duration such as PT30M, from " + least + " to " + most);
    }

    /** A time in RFC 3339, or null when absent. */
    public @Nullable Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new InvalidJobException(name, "a time such as 2026-01-31T12:00:00Z");
    }

    /** A whole number within these bounds, or null when absent. */
    public @Nullable Integer number(String name, int least, int most) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw new InvalidJobException(name, "a whole number from " + least + " to " + most);
    }

    /** One of some words, the first when absent. */
    public String choice(String name, List<String> words) {
        Object value = value(name);
        if (value == null) {
            return words.get(0);
        }
        if (value instanceof String word && words.contains(word)) {
            return word;
        }
        throw new InvalidJobException(name, "one of " + String.join(", ", words));
    }

    /** True or false, false when absent. */
    public boolean flag(String name) {
        Object value = value(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new InvalidJobException(name, "true or false");
    }

    /** Refuses what nobody has read. */
    void refuseOthers() {
        if (!known.containsAll(values.keySet())) {
            // Not repeated: it is whatever somebody sent.
            String knows = known.isEmpty()
                    ? "none"
                    : String.join(", ", known.stream().sorted().toList());
            throw new InvalidJobException(
                    "There is a parameter that this kind of job does not have; it has " + knows + ".");
        }
    }

    private @Nullable String text(String name) {
        Object value = value(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidJobException(name, "text");
    }

    private @Nullable Object value(String name) {
        known.add(name);
        return values.get(name);
    }
}
