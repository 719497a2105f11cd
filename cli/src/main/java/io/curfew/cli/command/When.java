package io.curfew.cli.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as it is typed: RFC 3339, or how long ago, such as {@code 90m} or {@code 7d}. Immutable. */
record When(@Nullable Instant at, @Nullable Duration ago) {

    /** The instant that is meant, by this machine's clock when it was said relatively; null when there is no time. */
    static @Nullable Instant instant(@Nullable When when, Clock clock) {
        if (when == null) {
            return null;
        }
        return when.ago == null ? when.at : clock.instant().minus(when.ago);
    }

    /** Reads it. */
    static final class Converter implements ITypeConverter<When> {
        @Override
        public When convert(String text) {
            try {
                return new When(OffsetDateTime.parse(text).toInstant(), null);
            } catch (DateTimeException e) {
                Duration ago = Length.parse(text);
                if (ago == null) {
                    throw new TypeConversionException(
                            "no time such as 2026-01-31T12:00:00Z, nor an age such as 90m or 7d");
                }
                return new When(null, ago);
            }
        }
    }

    /** Reads a length of time: {@code 30s}, {@code 90m}, {@code 12h}, {@code 7d}, or ISO 8601. */
    static final class Length implements ITypeConverter<Duration> {
        private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhd])");

        @Override
        public Duration convert(String text) {
            Duration length = parse(text);
            if (length == null) {
                throw new TypeConversionException("no length of time such as 30s, 90m, 12h, 7d or PT90M");
            }
            return length;
        }

        static @Nullable Duration parse(String text) {
            Matcher matcher = SHORT.matcher(text);
            if (matcher.matches()) {
                long number = Long.parseLong(matcher.group(1));
                return switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
            }
            try {
                Duration length = Duration.parse(text);
                return length.isNegative() ? null : length;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
