package io.curfew.query.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads what came in an address strictly: what cannot be understood is said, never guessed. Stateless. */
final class Fields {
    private static final int LONGEST = 255;
    /** Databases cannot tell times beyond. */
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private Fields() {}

    /** A field that cannot be understood; its message is for people. */
    static final class InvalidFieldException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidFieldException(String message) {
            super(message);
        }
    }

    /** Text without the blanks around it; null when nothing is left. */
    static @Nullable String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.length() > LONGEST) {
            throw new InvalidFieldException(field + " has more than " + LONGEST + " characters.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidFieldException(field + " has a character that no text has.");
        }
        return text;
    }

    /** An instant (RFC 3339); null when the field is empty. */
    static @Nullable Instant time(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(value.strip()).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new InvalidFieldException(field + " is no time such as 2026-01-31T12:00:00Z.");
    }

    /** A field that must be there. */
    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidFieldException(field + " is missing.");
        }
        return value;
    }
}
