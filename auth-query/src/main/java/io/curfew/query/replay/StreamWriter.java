package io.curfew.query.replay;

import io.curfew.query.audit.AuditTrail;
import io.curfew.query.feed.ConflictingEventException;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.feed.RecordReader;
import io.curfew.query.feed.UnreadableRecordException;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PersonalData;
import io.curfew.query.replay.Builds.Build;
import io.curfew.query.sessions.SessionProjection;
import io.curfew.query.sessions.SessionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes whole streams into a generation that nobody reads yet: every row once, in one transaction for all of a part.
 * Thread-safe.
 */
final class StreamWriter {
    private static final Comparator<PublishedEvent> STREAM_ORDER =
            Comparator.comparing(PublishedEvent::userId).thenComparingLong(PublishedEvent::seq);

    /** A row takes several times the memory of its event. */
    private static final int AT_ONCE = 2000;

    private final TransactionOperations transactions;
    private final AuditTrail trail;
    private final SessionProjection sessions;
    private final PersonalData personal;
    private final Builds builds;

    StreamWriter(
            TransactionOperations transactions,
            AuditTrail trail,
            SessionProjection sessions,
            PersonalData personal,
            Builds builds) {
        this.transactions = transactions;
        this.trail = trail;
        this.sessions = sessions;
        this.personal = personal;
        this.builds = builds;
    }

    /**
     * The events of some whole streams, each stream in its order, each event once.
     *
     * @throws RebuildException when a record cannot be read, or two contradict each other
     */
    static List<PublishedEvent> streams(List<ConsumerRecord<byte[], byte[]>> records) {
        List<PublishedEvent> events = new ArrayList<>(records.size());
        records.forEach(message -> events.add(read(message)));
        events.sort(STREAM_ORDER); // stable: of copies the first is kept, as the live projection does
        List<PublishedEvent> once = new ArrayList<>(events.size());
        PublishedEvent last = null;
        for (PublishedEvent event : events) {
            if (last == null || STREAM_ORDER.compare(last, event) != 0) {
                once.add(event);
                last = event;
            } else if (!isSame(last, event)) {
                throw conflict(event, "is not the one already recorded under that number");
            }
        }
        return once;
    }

    /** Writes a part; it is the one of that number, from 0. */
    void write(Build build, int part, List<PublishedEvent> events) {
        try {
            transactions.executeWithoutResult(status -> {
                builds.built(build, part + 1);
                int from = 0;
                while (from < events.size()) {
                    int to = wholeStreams(events, from);
                    load(build.generation(), events.subList(from, to));
                    from = to;
                }
            });
        } catch (ConflictingEventException e) {
            throw refused(e);
        } catch (DataIntegrityViolationException e) {
            throw named(build.generation(), events);
        }
    }

    private void load(int generation, List<PublishedEvent> events) {
        PersonalData.Opened opened = personal.open(generation, events);
        trail.load(generation, opened.events());
        sessions.load(generation, opened.events());
        personal.written(generation, opened.events(), opened.opener());
    }

    /** Where to stop, so that few rows are in memory and no stream is cut. */
    private static int wholeStreams(List<PublishedEvent> events, int from) {
        int to = Math.min(events.size(), from + AT_ONCE);
        while (to < events.size()
                && events.get(to).userId().equals(events.get(to - 1).userId())) {
            to++;
        }
        return to;
    }

    /** Finds what the database refuses, stream by stream. Its own message repeats the values, which are personal data. */
    private RebuildException named(int generation, List<PublishedEvent> events) {
        int from = 0;
        while (from < events.size()) {
            String user = events.get(from).userId();
            int to = from;
            while (to < events.size() && events.get(to).userId().equals(user)) {
                RebuildException found = tried(generation, events.get(to));
                if (found != null) {
                    return found;
                }
                to++;
            }
            from = to;
        }
        return new RebuildException("the database refuses events together that it takes one by one");
    }

    private @Nullable RebuildException tried(int generation, PublishedEvent event) {
        try {
            transactions.executeWithoutResult(status -> {
                Opener opener = Opener.withoutKeys();
                AuditTrail.Admitted admitted = trail.admit(generation, List.of(event));
                Map<String, SessionState> before = sessions.apply(
                        generation, admitted.fresh(), AuditTrail.sessionsShown(admitted.fresh()), opener);
                trail.record(generation, admitted, before.values(), opener);
                status.setRollbackOnly();
            });
            return null;
        } catch (ConflictingEventException e) {
            return refused(e);
        } catch (DataIntegrityViolationException e) {
            return conflict(event, "is refused by the database");
        }
    }

    private static PublishedEvent read(ConsumerRecord<byte[], byte[]> message) {
        try {
            return RecordReader.read(message);
        } catch (UnreadableRecordException e) {
            throw new RebuildException(
                    "the " + place(message.partition(), message.offset()) + " cannot be projected: " + e.getMessage());
        }
    }

    private static String place(int partition, long offset) {
        return partition == EventStore.NOWHERE
                ? "event " + offset + " of the event store"
                : "record at partition " + partition + " offset " + offset;
    }

    /** As the live projection tells copies from conflicts: what happened, to whom and when. */
    private static boolean isSame(PublishedEvent one, PublishedEvent other) {
        return one.type() == other.type()
                && one.occurredAt().equals(other.occurredAt())
                && Objects.equals(one.sessionId(), other.sessionId());
    }

    private static RebuildException conflict(PublishedEvent event, String why) {
        return new RebuildException(
                "the " + place(event.partition(), event.offset()) + " cannot be projected: it " + why);
    }

    private static RebuildException refused(ConflictingEventException e) {
        return new RebuildException("a record cannot be projected: " + e.getMessage());
    }
}
