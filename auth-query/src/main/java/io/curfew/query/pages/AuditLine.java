package io.curfew.query.pages;

import io.curfew.query.audit.AuditEntry;
import io.curfew.query.audit.Cause;
import io.curfew.query.sessions.DeviceParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event as the timeline shows it. What clients and administrators wrote is text: templates escape it. Immutable.
 *
 * @param tone good, plain, warn or bad
 * @param by who brought it about, where that is not the user from the session itself
 * @param byId the person it names, to look for what else they did
 * @param with browser and system
 * @param userAgent as the client sent it
 * @param client what the client is called
 * @param erased whether the user was erased, so that personal data are gone
 */
public record AuditLine(
        String eventId,
        String userId,
        long seq,
        @Nullable String sessionId,
        String type,
        String what,
        String tone,
        Instant at,
        @Nullable String by,
        @Nullable String byId,
        @Nullable String why,
        @Nullable String with,
        @Nullable String address,
        @Nullable String userAgent,
        boolean erased,
        @Nullable String clientId,
        @Nullable String client,
        String place,
        @Nullable String traceId,
        @Nullable String chain,
        List<Step> causes) {
    private static final Map<String, String> WORDS = Map.of(
            "session.started", "Signed in",
            "session.refreshed", "Renewed",
            "session.refresh_replayed", "Renewal answered again",
            "session.revoked", "Session ended",
            "session.all_revoked", "All sessions ended",
            "session.expired", "Session expired",
            "session.refresh_token_reused", "Spent token came back",
            "revocation.rule_added", "Rule added",
            "user.erased", "Personal data erased");

    /**
     * An event that led to it.
     *
     * @param until just after it: whoever looks for it among all events before that finds it first
     */
    public record Step(String userId, String eventId, String what, Instant at, Instant until) {
        static Step of(Cause cause) {
            return new Step(
                    cause.userId(),
                    cause.eventId(),
                    AuditLine.what(cause.type()),
                    cause.occurredAt(),
                    cause.occurredAt().plusMillis(1));
        }
    }

    static AuditLine of(
            AuditEntry entry, List<Cause> causes, boolean erased, DeviceParser devices, ClientNames clients) {
        AuditEntry.Context context = entry.context();
        DeviceParser.Device device = devices.parse(context.userAgent());
        return new AuditLine(
                entry.eventId(),
                entry.userId(),
                entry.seq(),
                entry.sessionId(),
                entry.type(),
                what(entry.type()),
                tone(entry.type()),
                entry.occurredAt(),
                by(entry),
                "ADMIN".equals(entry.actor().entity()) ? entry.actor().userId() : null,
                entry.reason() == null ? null : Words.reason(entry.reason()),
                with(context, device),
                context.address(),
                context.userAgent(),
                erased,
                context.clientId(),
                context.clientId() == null ? null : clients.of(context.clientId()),
                entry.partition() + ":" + entry.offset(),
                entry.evidence().traceId(),
                entry.evidence().chain(),
                causes.stream().map(Step::of).toList());
    }

    static String what(String type) {
        return WORDS.getOrDefault(type, Words.plain(type.replace('.', ' ')));
    }

    private static String tone(String type) {
        if (type.contains("reused")) {
            return "bad";
        } else if (type.endsWith("started")) {
            return "good";
        }
        return type.contains("revoked") || type.contains("rule") || type.contains("erased") ? "warn" : "plain";
    }

    private static @Nullable String by(AuditEntry entry) {
        AuditEntry.Actor actor = entry.actor();
        return switch (actor.entity()) {
            case "USER" ->
                actor.sessionId() == null || actor.sessionId().equals(entry.sessionId())
                        ? null
                        : "from another session";
            case "ADMIN" -> actor.userId() == null ? "by an administrator" : "by administrator";
            case "POLICY" -> "by policy";
            default -> "by the system";
        };
    }

    private static @Nullable String with(AuditEntry.Context context, DeviceParser.Device device) {
        String words = Stream.of(device.browser(), device.os())
                .filter(word -> word != null)
                .collect(Collectors.joining(" on "));
        String name = context.deviceName();
        if (name == null || name.isBlank()) {
            return words.isEmpty() ? null : words;
        }
        return words.isEmpty() ? name : name + " (" + words + ")";
    }
}
