package io.curfew.query.pages;

import io.curfew.events.EventType;
import io.curfew.events.InitiatingEntity;
import io.curfew.query.audit.AuditFilter;
import io.curfew.query.pages.Fields.InvalidFieldException;
import io.curfew.query.web.UserIds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    /** Reads it strictly. */
    AuditFilter filter(UserIds ids) {
        Instant from = Fields.time("From", since);
        Instant to = Fields.time("To", until);
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidFieldException("The end of the time lies before its beginning.");
        }
        AuditFilter filter = new AuditFilter(
                Fields.text("User", user),
                Fields.text("Session", session),
                types(),
                knownInitiator(),
                Fields.text("Initiated by", initiatedBy),
                Fields.text("Address", address),
                Fields.text("Client", client),
                from,
                to);
        if ((filter.user() != null && !ids.isUser(filter.user()))
                || (filter.initiatedBy() != null && !ids.isActor(filter.initiatedBy()))) {
            throw new InvalidFieldException("A user is looked for by id, not by name. There is no user with this id.");
        }
        return filter;
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
        String name = Fields.text("Event", type);
        if (name == null) {
            return Set.of();
        }
        if (EventType.named(name).isEmpty()) {
            throw new InvalidFieldException("There is no such kind of event.");
        }
        return Set.of(name);
    }

    private @Nullable String knownInitiator() {
        String name = Fields.text("Initiator", initiator);
        if (name != null
                && Arrays.stream(InitiatingEntity.values())
                        .noneMatch(known -> known.name().equals(name))) {
            throw new InvalidFieldException("There is no such initiator.");
        }
        return name;
    }
}
