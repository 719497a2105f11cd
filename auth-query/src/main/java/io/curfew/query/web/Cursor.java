package io.curfew.query.web;

import io.curfew.query.audit.AuditReader;
import io.curfew.query.audit.SessionChanges;
import io.curfew.query.audit.SessionsAsOf;
import io.curfew.query.sessions.SessionReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends, as opaque text for {@code after}. It is no secret and no capability: what a page may show is decided
 * by the token alone.
 */
final class Cursor {
    /** No event is this late. */
    static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private static final int MAX_LENGTH = 1024;

    private Cursor() {}

    static String of(SessionReader.Place place) {
        return encode(place.endsAt() + "\n" + place.sessionId());
    }

    static String of(AuditReader.Place place) {
        return encode(place.at() + "\n" + place.seq() + "\n" + place.user());
    }

    static String of(SessionsAsOf.Place place) {
        return encode(place.createdAt() + "\n" + place.sessionId());
    }

    static String of(SessionChanges.Place place) {
        return encode(place.at() + "\n" + place.kind() + "\n" + place.sessionId());
    }

    static SessionsAsOf.@Nullable Place asOf(@Nullable String cursor) {
        SessionReader.Place place = session(cursor);
        return place == null ? null : new SessionsAsOf.Place(place.endsAt(), place.sessionId());
    }

    static SessionChanges.@Nullable Place change(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = decode(cursor, 3);
        for (SessionChanges.Kind kind : SessionChanges.Kind.values()) {
            if (kind.name().equals(parts[1])) {
                return new SessionChanges.Place(time(parts[0]), kind, parts[2]);
            }
        }
        throw bad();
    }

    static SessionReader.@Nullable Place session(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = decode(cursor, 2);
        return new SessionReader.Place(time(parts[0]), parts[1]);
    }

    static AuditReader.@Nullable Place audit(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = decode(cursor, 3);
        try {
            return new AuditReader.Place(time(parts[0]), parts[2], Long.parseLong(parts[1]));
        } catch (NumberFormatException e) {
            throw bad();
        }
    }

    private static Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.isAfter(Instant.EPOCH) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw bad();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] decode(String cursor, int parts) {
        if (cursor.length() > MAX_LENGTH) {
            throw bad();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] split = text.split("\n", parts);
            if (split.length == parts && text.indexOf('\0') < 0) {
                return split;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw bad();
    }

    private static InvalidParameterException bad() {
        return new InvalidParameterException("after", "what the page before gave as next");
    }
}
