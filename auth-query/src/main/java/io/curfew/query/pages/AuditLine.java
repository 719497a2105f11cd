package io.curfew.query.pages;

import io.curfew.events.AuthenticationFailed;
import io.curfew.events.EventType;
import io.curfew.events.HistoryExported;
import io.curfew.events.HistoryRead;
import io.curfew.events.json.SessionEventJson;
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
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("session.started", "Signed in"),
            Map.entry("session.refreshed", "Renewed"),
            Map.entry("session.refresh_replayed", "Renewal answered again"),
            Map.entry("session.revoked", "Session ended"),
            Map.entry("session.all_revoked", "All sessions ended"),
            Map.entry("session.expired", "Session expired"),
            Map.entry("session.refresh_token_reused", "Spent token came back"),
            Map.entry("revocation.rule_added", "Rule added"),
            Map.entry("user.erased", "Personal data erased"),
            Map.entry("authentication.failed", "Authentication failed"),
            Map.entry("account.created", "Account created"),
            Map.entry("account.disabled", "Account disabled"),
            Map.entry("password.changed", "Password changed"),
            Map.entry("history.read", "History read"),
            Map.entry("history.exported", "History exported"));

    private static final List<String> WARNINGS = List.of("revoked", "rule", "erased", "failed", "disabled");

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
                why(entry),
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
        return WARNINGS.stream().anyMatch(type::contains) ? "warn" : "plain";
    }

    private static @Nullable String why(AuditEntry entry) {
        if (entry.type().equals(EventType.AUTHENTICATION_FAILED.eventName())
                && SessionEventJson.read(EventType.AUTHENTICATION_FAILED, entry.payload())
                        instanceof AuthenticationFailed failed) {
            return Words.failures(failed);
        }
        if (entry.type().equals(EventType.HISTORY_READ.eventName())
                && SessionEventJson.read(EventType.HISTORY_READ, entry.payload()) instanceof HistoryRead read) {
            return Words.access(read.what(), read.subject(), read.count());
        }
        if (entry.type().equals(EventType.HISTORY_EXPORTED.eventName())
                && SessionEventJson.read(EventType.HISTORY_EXPORTED, entry.payload())
                        instanceof HistoryExported exported) {
            return Words.access(exported.what(), exported.subject(), exported.count());
        }
        return entry.reason() == null ? null : Words.reason(entry.reason());
    }

    private static @Nullable String by(AuditEntry entry) {
        if (entry.type().equals(EventType.AUTHENTICATION_FAILED.eventName())) {
            return null; // nobody is known to have tried
        }
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
