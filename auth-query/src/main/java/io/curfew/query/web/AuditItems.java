package io.curfew.query.web;

import io.curfew.query.audit.AuditEntry;
import io.curfew.query.audit.Cause;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PublishedText;
import io.curfew.query.sessions.DeviceParser;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Words entries of the history as JSON. Thread-safe. */
final class AuditItems {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final DeviceParser devices;

    AuditItems(DeviceParser devices) {
        this.devices = devices;
    }

    DeviceParser devices() {
        return devices;
    }

    AuditItem of(AuditEntry entry, List<Cause> causes, Opener opener) {
        AuditEntry.Context context = entry.context();
        DeviceParser.Device device = devices.parse(context.userAgent());
        return new AuditItem(
                entry.userId(),
                entry.seq(),
                entry.eventId(),
                entry.type(),
                entry.sessionId(),
                entry.occurredAt(),
                new AuditItem.Actor(
                        entry.actor().entity(),
                        entry.actor().userId(),
                        entry.actor().sessionId()),
                entry.reason(),
                context.clientId(),
                context.address(),
                context.userAgent(),
                new AuditItem.Device(context.deviceName(), device.browser(), device.os(), device.device()),
                entry.evidence().traceId(),
                causes.stream()
                        .map(cause ->
                                new AuditItem.CausedBy(cause.userId(), cause.seq(), cause.eventId(), cause.type()))
                        .toList(),
                entry.evidence().chain(),
                entry.partition(),
                entry.offset(),
                opener.isErased(entry.userId()),
                PublishedText.shown(entry.userId(), JSON.readValue(entry.payload(), OBJECT), opener));
    }
}
