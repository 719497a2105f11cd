package io.curfew.query.web;

import io.curfew.events.EventType;
import io.curfew.query.replay.ReadModel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly: what cannot be understood is refused, never replaced by a default. */
final class Parameters {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;
    private static final int MAX_ID = 255;

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
