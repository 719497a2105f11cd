package io.curfew.command.history;

import io.curfew.events.history.EventChain;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.StoredForm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.AppendEventsStatementBuilder;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Writes an event and its link in one statement, so that no event is ever without: what is hashed are the very bytes that
 * are stored. Two commands that race link to the same event; the unique number lets one of them in. Stateless and
 * thread-safe.
 */
public final class ChainingAppend implements AppendEventsStatementBuilder {
    private static final String COLUMNS = ", chain_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    @Override
    public PreparedStatement build(
            Connection connection,
            EventSchema schema,
            Class<?> dataType,
            List<? extends EventMessage<?>> events,
            Serializer serializer,
            TimestampWriter timestamps)
            throws SQLException {
        EventChain chain = new EventChain();
        Map<String, byte[]> links = new HashMap<>();
        PreparedStatement insert = connection.prepareStatement(
                "insert into " + schema.domainEventTable() + " (" + schema.domainEventFields() + COLUMNS);
        for (EventMessage<?> message : events) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) message;
            String stream = event.getAggregateIdentifier();
            byte[] previous = links.containsKey(stream)
                    ? links.get(stream)
                    : PreviousLink.find(connection, chain, stream, event.getSequenceNumber());
            SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
            byte[] link = link(chain, event, payload, previous);
            links.put(stream, link);
            insert.setString(1, event.getIdentifier());
            insert.setString(2, stream);
            insert.setLong(3, event.getSequenceNumber());
            insert.setString(4, event.getType());
            timestamps.writeTimestamp(insert, 5, event.getTimestamp());
            insert.setString(6, payload.getType().getName());
            insert.setString(7, payload.getType().getRevision());
            insert.setBytes(8, payload.getData());
            insert.setBytes(9, event.serializeMetaData(serializer, byte[].class).getData());
            insert.setBytes(10, link);
            insert.addBatch();
        }
        return insert;
    }

    private static byte[] link(
            EventChain chain, DomainEventMessage<?> event, SerializedObject<byte[]> payload, byte[] previous) {
        HistoryEntry entry = new StoredForm(payload.getData())
                .entry(
                        event.getAggregateIdentifier(),
                        event.getSequenceNumber(),
                        event.getIdentifier(),
                        payload.getType().getName(),
                        null,
                        chain);
        byte[] link = chain.link(previous, chain.leaf(entry));
        Appended.put(
                event.getIdentifier(),
                new Appended(entry.stream(), entry.seq(), entry.published(), storedDigest(entry), link));
        return link;
    }

    private static byte[] storedDigest(HistoryEntry entry) {
        byte[] digest = entry.storedDigest();
        if (digest == null) {
            throw new IllegalStateException("a stored event has a digest");
        }
        return digest;
    }
}
