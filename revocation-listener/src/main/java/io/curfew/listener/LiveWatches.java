package io.curfew.listener;

import io.curfew.events.notice.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long-lived connections of this node, by their sessions: each is ended when its token would be refused in a new request,
 * at once on a revocation, within {@link #LOOK_EVERY} on anything that comes with time: its {@code exp}, a node that turns
 * stale. Thread-safe.
 */
final class LiveWatches {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);
    private static final String NO_SESSION = "";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Map<String, Set<Watch>> bySession = new ConcurrentHashMap<>();
    private final Collection<Consumer<RevocationEntry>> subscribers = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private @Nullable ScheduledExecutorService timer;
    private boolean closed;

    LiveWatches(Clock clock) {
        this.clock = clock;
    }

    /**
     * Watches a token.
     *
     * @param judge the verdict on it in this moment, but for its {@code exp}
     * @param onEnd takes the first verdict that is not {@link Verdict#ACTIVE}
     */
    AutoCloseable add(TokenClaims token, Supplier<Verdict> judge, Consumer<Verdict> onEnd) {
        Watch watch = new Watch(token, judge, onEnd);
        bySession.compute(key(token), (sid, watches) -> {
            Set<Watch> all = watches == null ? ConcurrentHashMap.newKeySet() : watches;
            all.add(watch);
            return all;
        });
        startTimer();
        // After it was added: a revocation applied in between is seen by one of the two.
        watch.look();
        return watch::close;
    }

    /** Tells of every revocation from now on, whether a connection here is concerned or not. */
    AutoCloseable subscribe(Consumer<RevocationEntry> subscriber) {
        // An object of its own: the same consumer may subscribe twice, and end one of the two.
        Consumer<RevocationEntry> mine = entry -> subscriber.accept(entry);
        subscribers.add(mine);
        return () -> subscribers.remove(mine);
    }

    /** That revocation is in the table now. */
    void applied(Notice.Revocation revocation) {
        tell(revocation);
        if (revocation instanceof Notice.Session session) {
            look(bySession.get(session.sid()));
        } else {
            // Rules are rare, and connections few beside requests.
            bySession.values().forEach(LiveWatches::look);
        }
    }

    /** Looks at all for the last time, when the listener has closed. */
    void close() {
        synchronized (this) {
            closed = true;
            if (timer != null) {
                timer.shutdown();
            }
        }
        lookAtAll();
    }

    private synchronized void startTimer() {
        if (timer == null && !closed) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "curfew-watches");
                thread.setDaemon(true);
                return thread;
            });
            var unused = timer.scheduleWithFixedDelay(
                    this::lookAtAll, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lookAtAll() {
        try {
            bySession.values().forEach(LiveWatches::look);
        } catch (RuntimeException | Error e) {
            // An exception would end the timer, and with it the only look at what comes with time.
            log.error("Not all live connections could be checked", e);
        }
    }

    int size() {
        return bySession.values().stream().mapToInt(Set::size).sum();
    }

    private void tell(Notice.Revocation revocation) {
        if (subscribers.isEmpty()) {
            return;
        }
        RevocationEntry entry = RevocationEntry.of(revocation);
        for (Consumer<RevocationEntry> subscriber : subscribers) {
            try {
                subscriber.accept(entry);
            } catch (RuntimeException e) {
                log.error("A subscriber to revocations failed; the revocation itself is in force", e);
            }
        }
    }

    private static void look(@Nullable Set<Watch> watches) {
        if (watches != null) {
            watches.forEach(Watch::look);
        }
    }

    private static String key(TokenClaims token) {
        String sid = token.sid();
        return sid == null ? NO_SESSION : sid;
    }

    private final class Watch {
        private final TokenClaims token;
        private final Supplier<Verdict> judge;
        private final Consumer<Verdict> onEnd;
        private boolean ended;

        Watch(TokenClaims token, Supplier<Verdict> judge, Consumer<Verdict> onEnd) {
            this.token = token;
            this.judge = judge;
            this.onEnd = onEnd;
        }

        void look() {
            Verdict verdict = judge.get();
            if (verdict == Verdict.ACTIVE && expired()) {
                verdict = Verdict.INACTIVE;
            }
            if (verdict == Verdict.ACTIVE || !claim()) {
                return;
            }
            close();
            try {
                onEnd.accept(verdict);
            } catch (RuntimeException e) {
                log.error("A live connection could not be ended", e);
            }
        }

        /** Without leeway: whoever holds the connection can come back with a new token. */
        private boolean expired() {
            Instant expiresAt = token.expiresAt();
            return expiresAt != null && !clock.instant().isBefore(expiresAt);
        }

        void close() {
            claim();
            bySession.computeIfPresent(key(token), (sid, watches) -> {
                watches.remove(this);
                return watches.isEmpty() ? null : watches;
            });
        }

        private synchronized boolean claim() {
            boolean first = !ended;
            ended = true;
            return first;
        }
    }
}
