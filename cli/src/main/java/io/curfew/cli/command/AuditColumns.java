package io.curfew.cli.command;

import io.curfew.cli.terminal.Column;
import java.util.List;

/** What tables and CSV show of the audit trail; JSON shows all. */
final class AuditColumns {
    /** Of events. */
    static final List<Column> EVENTS = List.of(
            Column.of("occurred_at"),
            Column.of("type"),
            Column.of("user_id"),
            Column.of("seq"),
            Column.of("session_id"),
            Column.at("actor", "/actor/entity"),
            Column.at("by", "/actor/user_id"),
            Column.of("reason"),
            personal("address", Column.of("address")),
            personal("device", Column.at("device", "/device/name")),
            Column.of("event_id"));

    /** Of sessions as they were. */
    static final List<Column> SESSIONS = Column.named(
            "session_id", "user_id", "device_name", "browser", "os", "ip", "client_id", "created_at", "last_seen_at");

    private AuditColumns() {}

    /** What is gone because the person was erased is told from what never was there. */
    private static Column personal(String name, Column column) {
        return new Column(name, event -> {
            String value = column.value().apply(event);
            return value == null && event.path("erased").asBoolean(false) ? "erased" : value;
        });
    }
}
