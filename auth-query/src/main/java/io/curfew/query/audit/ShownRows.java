package io.curfew.query.audit;

import io.curfew.events.EventType;
import io.curfew.events.SessionStarted;
import io.curfew.events.json.EventFormatException;
import io.curfew.events.json.SessionEventJson;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.feed.PublishedEvent.Headers;
import io.curfew.query.feed.RecordReader;
import io.curfew.query.feed.UnreadableRecordException;
import io.curfew.query.store.Times;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Compares what rows of the history show with what their payloads say: people read and filter by the former, and only the
 * latter is chained. Give it each stream's rows in their order. Not thread-safe.
 */
public final class ShownRows {
    private static final String CLIENT = "client_id";
    private static final String TIME = "occurred_at";
    /** What the event alone decides. */
    static final List<String> SAID =
            List.of("session_id", TIME, "initiator", "initiated_by", "acting_session", "reason", "token_key");

    /** What no payload says, or says sealed. */
    static final Set<String> NOT_SAID =
            Set.of("device_name", "address", "user_agent", "trace_id", "partition_number", "record_offset");

    /** What the rows must have. */
    public static final String COLUMNS =
            "user_id, seq, event_id, event_type, payload, " + CLIENT + ", " + String.join(", ", SAID);

    private final Set<String> disputed = new HashSet<>();
    private ContextFold contexts = new ContextFold(List.of());
    private String stream = "";

    /**
     * Compares a row.
     *
     * @param untrue takes a sentence on each column that shows something else
     * @return the event; null when the payload is none
     */
    public @Nullable PublishedEvent compare(ResultSet row, byte[] payload, Consumer<String> untrue)
            throws SQLException {
        PublishedEvent event = read(row, payload);
        if (event == null) {
            untrue.accept("its payload cannot be read");
            return null;
        }
        if (!event.userId().equals(stream)) {
            stream = event.userId();
            contexts = new ContextFold(List.of());
            disputed.clear();
        }
        EventContext context = contexts.next(event);
        MapSqlParameterSource said = AuditRow.of(0, event, context);
        for (String column : SAID) {
            boolean same = column.equals(TIME)
                    ? event.occurredAt().equals(Times.read(row, TIME))
                    : Objects.equals(said.getValue(column), row.getObject(column));
            if (!same) {
                untrue.accept(other(column));
            }
        }
        if (isOtherClient(row, event, context, said.getValue(CLIENT))) {
            untrue.accept(other(CLIENT));
        }
        return event;
    }

    /** Where an edited or missing beginning names another client or none, the events that follow are not to blame. */
    private boolean isOtherClient(ResultSet row, PublishedEvent event, EventContext context, @Nullable Object said)
            throws SQLException {
        String session = ContextFold.sessionOf(event);
        if (session != null && (context.clientId() == null || disputed.contains(session))) {
            return false;
        }
        boolean other = !Objects.equals(said, row.getString(CLIENT));
        if (other && session != null && event.event() instanceof SessionStarted) {
            disputed.add(session);
        }
        return other;
    }

    private static String other(String column) {
        return "it is shown with another " + column + " than its payload says";
    }

    /** The event in a row; null when its payload is none, or one of another stream. */
    public static @Nullable PublishedEvent read(ResultSet row) throws SQLException {
        return read(row, row.getString("payload").getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable PublishedEvent read(ResultSet row, byte[] payload) throws SQLException {
        EventType type = EventType.named(row.getString("event_type")).orElse(null);
        if (type == null) {
            return null;
        }
        try {
            PublishedEvent event = new PublishedEvent(
                    row.getLong("seq"),
                    row.getString("event_id"),
                    SessionEventJson.read(type, payload),
                    "",
                    0,
                    0,
                    Headers.NONE);
            RecordReader.check(event, row.getString("user_id"));
            return event;
        } catch (EventFormatException | UnreadableRecordException e) {
            return null;
        }
    }
}
