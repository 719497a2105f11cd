package io.curfew.query.export;

import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PublishedText;
import io.curfew.query.sessions.DeviceParser;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An event as the audit trail shows it, with what a verification needs. Stateless and thread-safe. */
final class EventFields {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private EventFields() {}

    /** As one line of JSON. */
    static String json(ExportRow row, Opener opener, DeviceParser devices, String cursor) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("user_id", row.userId());
        fields.put("seq", row.seq());
        fields.put("event_id", row.eventId());
        fields.put("type", row.type());
        fields.put("session_id", row.sessionId());
        fields.put("occurred_at", row.occurredAt().toString());
        fields.put("actor", actor(row));
        fields.put("reason", row.reason());
        fields.put("client_id", row.clientId());
        fields.put("address", row.address());
        fields.put("user_agent", row.userAgent());
        fields.put("device", device(row, devices));
        fields.put("erased", opener.isErased(row.userId()));
        fields.put("trace_id", row.traceId());
        fields.put("chain", row.chain());
        fields.put("stored_digest", row.storedDigest());
        fields.put("partition", partition(row));
        fields.put("offset", row.partition() < 0 ? null : row.offset());
        fields.put("event", PublishedText.shown(row.userId(), JSON.readValue(row.payload(), OBJECT), opener));
        fields.put("payload", row.payload());
        fields.put("cursor", cursor);
        return JSON.writeValueAsString(fields);
    }

    /** Null for an event that was read from the event store. */
    static @Nullable Integer partition(ExportRow row) {
        return row.partition() < 0 ? null : row.partition();
    }

    private static Map<String, @Nullable Object> actor(ExportRow row) {
        Map<String, @Nullable Object> actor = new LinkedHashMap<>();
        actor.put("entity", row.initiator());
        actor.put("user_id", row.initiatedBy());
        actor.put("session_id", row.actingSession());
        return actor;
    }

    private static Map<String, @Nullable Object> device(ExportRow row, DeviceParser devices) {
        DeviceParser.Device parsed = devices.parse(row.userAgent());
        Map<String, @Nullable Object> device = new LinkedHashMap<>();
        device.put("name", row.deviceName());
        device.put("browser", parsed.browser());
        device.put("os", parsed.os());
        device.put("device", parsed.device());
        return device;
    }
}
