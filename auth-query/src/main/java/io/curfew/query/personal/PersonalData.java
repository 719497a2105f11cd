package io.curfew.query.personal;

import io.curfew.events.UserErased;
import io.curfew.query.feed.PublishedEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens to personal data as events and keys come, in whatever order: events that came before their key leave sealed
 * text, which is opened when it comes; an erasure, told by the event or by the key's tombstone, removes everything and lets
 * nothing in any more. The event decides in the end: it is projected in the transaction that its partition's rows are
 * written in, so nothing that was opened before can be written behind it. Runs in the caller's transaction. Thread-safe.
 */
public final class PersonalData {
    private static final int BATCH = 100;
    /** The key of a new user is published with the first event, by another topic: it may come a moment later. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** When keys do not come at all, events are not held up for each. */
    private static final Duration NO_MORE_FOR = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final PersonalKeys keys;
    private final List<PersonalRows> tables;
    private volatile long patientFrom = System.nanoTime();

    public PersonalData(PersonalKeys keys, List<PersonalRows> tables) {
        this.keys = keys;
        this.tables = List.copyOf(tables);
    }

    /** Events with what their personal fields say, and what opened them. */
    public record Opened(List<PublishedEvent> events, Opener opener) {}

    /** Opens the events of a batch that is to be written; users that it erases are erased from its beginning. */
    public Opened open(int generation, List<PublishedEvent> events) {
        Set<String> users = new HashSet<>();
        for (PublishedEvent event : events) {
            users.add(event.userId());
            if (event.event() instanceof UserErased erased) {
                keys.erase(erased.userId());
            }
        }
        Opened opened = open(events, users);
        long began = System.nanoTime();
        boolean patient = began - patientFrom >= 0;
        while (patient && !opened.opener().unopened().isEmpty()) {
            LockSupport.parkNanos(LOOK.toNanos());
            opened = open(events, users);
            patient = System.nanoTime() - began < PATIENCE.toNanos();
            if (!patient) {
                patientFrom = System.nanoTime() + NO_MORE_FOR.toNanos();
            }
        }
        // Before any row is written, as whoever opens rows does: the other way round the two could wait for each other.
        keys.holdNotes(generation, opened.opener().unopened());
        return opened;
    }

    private Opened open(List<PublishedEvent> events, Set<String> users) {
        Opener opener = keys.opener(users);
        return new Opened(open(events, opener), opener);
    }

    /** The events with what their personal fields say. */
    public static List<PublishedEvent> open(List<PublishedEvent> events, Opener opener) {
        return events.stream()
                .map(event -> new PublishedEvent(
                        event.seq(),
                        event.id(),
                        opener.open(event.event()),
                        event.payload(),
                        event.partition(),
                        event.offset(),
                        event.headers()))
                .toList();
    }

    /** To be called when the rows of the events are written, in the same transaction. */
    public void written(int generation, List<PublishedEvent> events, Opener opener) {
        keys.noteUnopened(generation, opener.unopened());
        for (PublishedEvent event : events) {
            if (event.event() instanceof UserErased erased) {
                scrub(generation, erased.userId());
                // Nobody projects into those any more. One that is being built meets the event itself: two who scrub
                // each other's rows would wait for each other for ever.
                keys.retired().forEach(retired -> scrub(retired, erased.userId()));
            }
        }
    }

    /** Takes a key; what it opens is opened by {@link #openSome}. */
    public void keyCame(String userId, String wrapped) {
        keys.put(userId, wrapped);
    }

    /** Forgets a user in all generations. */
    public void erase(String userId) {
        keys.erase(userId);
        keys.generations().forEach(generation -> scrub(generation, userId));
    }

    /** Opens rows whose key has come; answers whether there may be more. */
    public boolean openSome() {
        List<PersonalKeys.Openable> some = keys.openable(BATCH);
        Collection<String> users =
                some.stream().map(PersonalKeys.Openable::userId).distinct().toList();
        Opener opener = keys.lockedOpener(users);
        for (PersonalKeys.Openable rows : some) {
            // First the note, for which we wait until whoever is writing more sealed rows has committed, then the rows.
            keys.opening(rows);
            if (opener.isErased(rows.userId())) {
                scrub(rows.generation(), rows.userId());
            } else {
                tables.forEach(table -> table.open(rows.generation(), rows.userId(), opener));
            }
        }
        return some.size() == BATCH;
    }

    private void scrub(int generation, String userId) {
        tables.forEach(table -> table.scrub(generation, userId));
    }
}
