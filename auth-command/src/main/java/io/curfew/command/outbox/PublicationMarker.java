package io.curfew.command.outbox;

import io.curfew.command.database.SqlErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks rows as published, many at a time and off the way of the answer: a mark that is lost only means that the row is
 * sent again, which is harmless. Keeps trying while the database is away. Thread-safe.
 */
final class PublicationMarker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublicationMarker.class);
    private static final int BATCH = 500;
    private static final Duration GATHER = Duration.ofMillis(10);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final BlockingQueue<OutboxStore.Mark> queue = new LinkedBlockingQueue<>();
    private final OutboxStore store;
    private final CrashPoint crashPoint;
    private final Consumer<OutboxStore.Mark> whenMarked;
    private final Thread thread = new Thread(this::run, "curfew-marker");
    private volatile boolean closing;

    PublicationMarker(OutboxStore store, CrashPoint crashPoint, Consumer<OutboxStore.Mark> whenMarked) {
        this.store = store;
        this.crashPoint = crashPoint;
        this.whenMarked = whenMarked;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(OutboxStore.Mark mark) {
        queue.add(mark);
    }

    private void run() {
        List<OutboxStore.Mark> marks = new ArrayList<>();
        while (!closing || !queue.isEmpty() || !marks.isEmpty()) {
            try {
                gather(marks);
                if (!marks.isEmpty()) {
                    crashPoint.reached(CrashPoint.Instant.BEFORE_MARK);
                    store.markPublished(marks);
                    marks.forEach(whenMarked);
                    marks.clear();
                }
            } catch (RuntimeException e) {
                LOG.warn("{} rows are published but cannot be marked yet: {}", marks.size(), SqlErrors.describe(e));
                if (closing) {
                    return; // they will be sent once more by whoever takes them over
                }
                pause();
            }
        }
    }

    private void gather(List<OutboxStore.Mark> marks) {
        OutboxStore.Mark first = marks.isEmpty() ? poll(Duration.ofMillis(200)) : null;
        if (first != null) {
            marks.add(first);
            OutboxStore.@Nullable Mark next = poll(GATHER);
            while (next != null) {
                marks.add(next);
                next = marks.size() < BATCH ? queue.poll() : null;
            }
        }
    }

    private OutboxStore.@Nullable Mark poll(Duration patience) {
        try {
            return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing = true;
            return null;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
