package io.curfew.query.pages;

import io.curfew.events.EventType;
import io.curfew.events.InitiatingEntity;
import io.curfew.query.audit.AuditFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** What the filter bar asks for, as it came; a field left empty asks for anything. Immutable. */
public record AuditSearch(
        @Nullable String user,
        @Nullable String session,
        @Nullable String type,
        @Nullable String initiator,
        @BindParam("initiated_by") @Nullable String initiatedBy,
        @Nullable String address,
        @Nullable String client,
        @Nullable String since,
        @Nullable String until) {
    private static final int LONGEST = 255;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    /** A field that cannot be understood. */
    static final class InvalidSearchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidSearchException(String message) {
            super(message);
        }
    }

    /** Reads it strictly. */
    AuditFilter filter() {
        Instant from = time("From", since);
        Instant to = time("To", until);
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidSearchException("The end of the time lies before its beginning.");
        }
        return new AuditFilter(
                text("User", user),
                text("Session", session),
                types(),
                knownInitiator(),
                text("Initiated by", initiatedBy),
                text("Address", address),
                text("Client", client),
                from,
                to);
    }

    /** The same as a query of an address, without what is empty; begins with {@code &} unless it is empty. */
    public String query() {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "user", user);
        put(fields, "session", session);
        put(fields, "type", type);
        put(fields, "initiator", initiator);
        put(fields, "initiated_by", initiatedBy);
        put(fields, "address", address);
        put(fields, "client", client);
        put(fields, "since", since);
        put(fields, "until", until);
        return fields.entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(name, value.strip());
        }
    }

    private Set<String> types() {
        String name = text("Event", type);
        if (name == null) {
            return Set.of();
        }
        if (EventType.named(name).isEmpty()) {
            throw new InvalidSearchException("There is no such kind of event.");
        }
        return Set.of(name);
    }

    private @Nullable String knownInitiator() {
        String name = text("Initiator", initiator);
        if (name != null
                && Arrays.stream(InitiatingEntity.values())
                        .noneMatch(known -> known.name().equals(name))) {
            throw new InvalidSearchException("There is no such initiator.");
        }
        return name;
    }

    private static @Nullable String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new InvalidSearchException(field + " has more than " + LONGEST + " characters.");
        }
        return text;
    }

    private static @Nullable Instant time(String field, @Nullable String value) {
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
        throw new InvalidSearchException(field + " is no time such as 2026-01-31T12:00:00Z.");
    }
}
