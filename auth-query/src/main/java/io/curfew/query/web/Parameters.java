package io.curfew.query.web;

import io.curfew.events.EventType;
import io.curfew.events.InitiatingEntity;
import io.curfew.query.audit.AuditOrder;
import io.curfew.query.replay.ReadModel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly: what cannot be understood is refused, never replaced by a default. */
final class Parameters {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;
    private static final int MAX_ID = 255;
    private static final List<InitiatingEntity> INITIATORS = List.of(InitiatingEntity.values());
    private static final Duration WIDEST = Duration.ofDays(366);
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|(2[0-4]|1?[0-9])?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

    private Parameters() {}

    /** A position as commands answer it; absent means whatever there is. */
    static long minPosition(@Nullable String text) {
        if (text == null) {
            return ReadModel.NONE;
        }
        long position = number("min_position", text, "a position that a command answered, a whole number from -1");
        if (position < ReadModel.NONE) {
            throw new InvalidParameterException("min_position", "a whole number from -1");
        }
        return position;
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        String expected = "a whole number from 1 to " + MAX_LIMIT;
        long limit = number("limit", text, expected);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidParameterException("limit", expected);
        }
        return (int) limit;
    }

    static @Nullable String id(String name, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > MAX_ID || text.indexOf('\0') >= 0)) {
            throw new InvalidParameterException(name, "an id of at most " + MAX_ID + " characters");
        }
        return text;
    }

    static @Nullable String type(@Nullable String text) {
        if (text != null && EventType.named(text).isEmpty()) {
            throw new InvalidParameterException("type", "the name of an event, such as session.started");
        }
        return text;
    }

    static @Nullable String initiator(@Nullable String text) {
        if (text != null
                && INITIATORS.stream().noneMatch(entity -> entity.name().equals(text))) {
            throw new InvalidParameterException("initiator", "USER, ADMIN, POLICY or SYSTEM");
        }
        return text;
    }

    static AuditOrder order(@Nullable String text) {
        if (text == null || text.equals("asc")) {
            return AuditOrder.ASC;
        }
        if (text.equals("desc")) {
            return AuditOrder.DESC;
        }
        throw new InvalidParameterException("order", "asc or desc");
    }

    /** An IP address, which is compared as text: the events show addresses as they came. */
    static @Nullable String address(@Nullable String text) {
        if (text != null
                && !IPV4.matcher(text).matches()
                && !(IPV6.matcher(text).matches() && isIpv6(text))) {
            throw new InvalidParameterException("address", "an IP address, as the events show it");
        }
        return text;
    }

    private static boolean isIpv6(String text) {
        try {
            return InetAddress.getByName(text) != null; // with a colon in it, nothing is ever looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The width of a histogram's buckets; null and {@code auto} leave it to the history. */
    static @Nullable Duration bucket(@Nullable String text) {
        if (text == null || text.equals("auto")) {
            return null;
        }
        try {
            Duration width = Duration.parse(text);
            if (width.equals(Duration.ofSeconds(width.toSeconds()))
                    && !width.isNegative()
                    && !width.isZero()
                    && width.compareTo(WIDEST) <= 0) {
                return width;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new InvalidParameterException("bucket", "auto or whole seconds up to a year, such as PT1H or P1D");
    }

    /** An instant that has been: of the future nobody knows who will be signed in. */
    static @Nullable Instant past(String name, @Nullable String text, Instant now) {
        Instant instant = instant(name, text);
        if (instant != null && instant.isAfter(now)) {
            throw new InvalidParameterException(name, "a time that has been");
        }
        return instant;
    }

    static Instant pastOrNow(String name, @Nullable String text, Instant now) {
        Instant instant = past(name, text, now);
        return instant == null ? now : instant;
    }

    static Instant requirePast(String name, @Nullable String text, Instant now) {
        Instant instant = past(name, text, now);
        if (instant == null) {
            throw new InvalidParameterException(name, "given, a time such as 2026-01-31T12:00:00Z");
        }
        return instant;
    }

    static @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(Cursor.LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new InvalidParameterException(name, "a time such as 2026-01-31T12:00:00Z");
    }

    private static long number(String name, String text, String expected) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(name, expected);
        }
    }
}
