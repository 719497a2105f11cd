package io.curfew.query.web;

import io.curfew.query.audit.AuditFilter;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** The query parameters that say which events are asked for, as they came. Immutable. */
record AuditParameters(
        @Parameter(description = "a user's id, or rule:… for a rule about no single user") @Nullable String user,
        @Nullable String session,
        @Parameter(description = "the name of an event; may be repeated") @Nullable List<String> type,
        @Parameter(description = "USER, ADMIN, POLICY or SYSTEM") @Nullable String initiator,
        @Parameter(description = "the person who brought it about") @BindParam("initiated_by") @Nullable
                String initiatedBy,
        @Parameter(description = "an IP address") @Nullable String address,
        @Nullable String client,
        @Parameter(description = "from this time on, RFC 3339") @Nullable String since,
        @Parameter(description = "before this time, RFC 3339") @Nullable String until) {

    /** Reads them strictly; throws {@link InvalidParameterException}, and what asking for an id throws. */
    AuditFilter filter(UserIds ids) {
        if (type != null && type.isEmpty()) {
            throw new InvalidParameterException("type", "the name of an event, such as session.started");
        }
        Set<String> types = new LinkedHashSet<>();
        for (String name : type == null ? List.<String>of() : type) {
            types.add(Parameters.type(name));
        }
        AuditFilter filter = new AuditFilter(
                ids.user("user", user),
                Parameters.id("session", session),
                types,
                Parameters.initiator(initiator),
                ids.actor("initiated_by", initiatedBy),
                Parameters.address(address),
                Parameters.id("client", client),
                Parameters.instant("since", since),
                Parameters.instant("until", until));
        if (filter.since() != null && filter.until() != null && filter.until().isBefore(filter.since())) {
            throw new InvalidParameterException("until", "not before since");
        }
        return filter;
    }
}
