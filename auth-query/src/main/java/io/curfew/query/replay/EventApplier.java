package io.curfew.query.replay;

import io.curfew.query.audit.AuditTrail;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.feed.RecordReader;
import io.curfew.query.feed.UnreadableRecordException;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PersonalData;
import io.curfew.query.replay.Positions.Position;
import io.curfew.query.sessions.SessionProjection;
import io.curfew.query.sessions.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Projects records of one partition: position, history and sessions in one transaction. Moving the position comes first:
 * it takes the row's lock, and an instance that finds it moved gives way, so two on one database do no harm.
 *
 * <p>Thread-safe. A database that does not answer throws; a record that cannot be projected is a {@link Failure}.
 */
final class EventApplier {
    private final TransactionOperations transactions;
    private final Positions positions;
    private final AuditTrail trail;
    private final SessionProjection sessions;
    private final PersonalData personal;

    EventApplier(
            TransactionOperations transactions,
            Positions positions,
            AuditTrail trail,
            SessionProjection sessions,
            PersonalData personal) {
        this.transactions = transactions;
        this.positions = positions;
        this.trail = trail;
        this.sessions = sessions;
        this.personal = personal;
    }

    /**
     * What became of some records.
     *
     * @param next where to read on
     * @param applied how many events were new
     * @param duplicates how many were known
     * @param failure what stopped it, at {@code next}, or null
     */
    record Step(Position next, int applied, int duplicates, @Nullable Failure failure) {}

    /** Projects records that follow {@code from}, up to the first that cannot be. */
    Step apply(int generation, TopicPartition partition, Position from, List<ConsumerRecord<byte[], byte[]>> records) {
        List<PublishedEvent> events = new ArrayList<>(records.size());
        Failure failure = null;
        for (ConsumerRecord<byte[], byte[]> message : records) {
            try {
                events.add(RecordReader.read(message));
            } catch (UnreadableRecordException e) {
                failure = new Failure(partition.partition(), message.offset(), String.valueOf(e.getMessage()));
                break;
            }
        }
        if (events.isEmpty()) {
            return new Step(from, 0, 0, failure);
        }
        try {
            int applied = commit(generation, partition, from, events);
            return new Step(after(from, events), applied, events.size() - applied, failure);
        } catch (RuntimeException e) {
            if (!isOfTheRecords(e)) {
                throw e;
            }
            return oneByOne(generation, partition, from, events, failure);
        }
    }

    private Step oneByOne(
            int generation,
            TopicPartition partition,
            Position from,
            List<PublishedEvent> events,
            @Nullable Failure behind) {
        Position at = from;
        int applied = 0;
        int done = 0;
        for (PublishedEvent event : events) {
            try {
                applied += commit(generation, partition, at, List.of(event));
            } catch (RuntimeException e) {
                if (!isOfTheRecords(e)) {
                    throw e;
                }
                Failure failure = new Failure(partition.partition(), event.offset(), reason(e));
                return new Step(at, applied, done - applied, failure);
            }
            done++;
            at = after(at, List.of(event));
        }
        return new Step(at, applied, done - applied, behind);
    }

    private int commit(int generation, TopicPartition partition, Position from, List<PublishedEvent> events) {
        Integer applied = transactions.execute(status -> {
            if (!positions.move(generation, partition, from, after(from, events))) {
                throw new PositionMovedException(partition);
            }
            PersonalData.Opened opened = personal.open(generation, events);
            Opener opener = opened.opener();
            AuditTrail.Admitted admitted = trail.admit(generation, opened.events());
            List<PublishedEvent> fresh = admitted.fresh();
            Map<String, SessionState> before =
                    sessions.apply(generation, fresh, AuditTrail.sessionsShown(fresh), opener);
            trail.record(generation, admitted, before.values(), opener);
            personal.written(generation, fresh, opener);
            return fresh.size();
        });
        return applied == null ? 0 : applied;
    }

    private static Position after(Position from, List<PublishedEvent> events) {
        return new Position(from.topicId(), events.get(events.size() - 1).offset() + 1);
    }

    /** Whether trying again cannot help: the records are at fault, not the database. */
    private static boolean isOfTheRecords(RuntimeException e) {
        if (e instanceof DataIntegrityViolationException) {
            return true;
        }
        return !(e instanceof DataAccessException
                || e instanceof TransactionException
                || e instanceof PositionMovedException);
    }

    private static String reason(RuntimeException e) {
        // A database's message repeats the values it refuses, which are personal data.
        return e instanceof DataAccessException ? "the database refuses it" : String.valueOf(e.getMessage());
    }
}
