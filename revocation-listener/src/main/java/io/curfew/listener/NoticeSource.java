package io.curfew.listener;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source of revocations: where they come from, which are known, and how current that is. Most listeners have one; a
 * service that takes tokens of several platforms has one for each, so that ids of one never revoke tokens of another.
 * Thread-safe.
 */
final class NoticeSource {
    static final long NEVER = Long.MIN_VALUE;
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final NoticeFeed feed;
    private final RevocationTable table;
    private final FeedState state;
    private final LongSupplier nanoTime;
    private final long maxStalenessNanos;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean staleLogged = new AtomicBoolean();

    NoticeSource(
            NoticeFeed feed,
            RevocationListenerBuilder options,
            LiveWatches watches,
            ListenerMetrics metrics,
            NodeProgress progress) {
        this.feed = feed;
        this.table = new RevocationTable(options.clock, options.nanoTime::getAsLong, options.clockMargin);
        this.state = new FeedState(table, watches, metrics, progress);
        this.nanoTime = options.nanoTime;
        this.maxStalenessNanos = options.maxStaleness.toNanos();
    }

    /** It is going to be started when something else is done; a status says so. */
    void startAfter(String what) {
        started.set(true);
        state.waiting(what);
    }

    /** Starts, unless it was closed. */
    synchronized void start(Duration lookback) {
        if (!state.isClosed()) {
            started.set(true);
            state.waitingNoMore();
            try {
                feed.start(state, lookback);
            } catch (RuntimeException | Error e) {
                state.failed("it could not begin to read: " + e, e);
                throw e;
            }
        }
    }

    synchronized void close() {
        state.close();
        feed.close();
    }

    Stream<RevocationEntry> entries() {
        return table.entries();
    }

    Verdict judge(TokenClaims token, boolean foreign, long maxAgeNanos) {
        // Before the table: what was applied by asOf must be visible to the lookup that follows. The other way round, a
        // thread paused between the two would judge an old lookup by a new asOf.
        long asOf = state.asOf();
        if (table.revokes(token, foreign)) {
            return Verdict.REVOKED;
        }
        if (dead()) {
            return Verdict.FAILED;
        }
        // Last: a thread paused anywhere above finds its knowledge older, never younger.
        long now = nanoTime.getAsLong();
        return fresh(asOf, now, maxAgeNanos) ? Verdict.ACTIVE : stale(asOf, now);
    }

    /** False when that did not happen by the deadline of {@link System#nanoTime}, or never will. */
    boolean awaitFresh(long maxAgeNanos, long deadline) throws InterruptedException {
        while (!fresh(state.asOf(), nanoTime.getAsLong(), maxAgeNanos)) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || dead()) {
                return false;
            }
            state.awaitChange(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
        }
        return !dead();
    }

    ListenerStatus status() {
        long asOf = state.asOf();
        long now = nanoTime.getAsLong();
        Duration age = asOf == NEVER ? null : Duration.ofNanos(Math.max(0, now - asOf));
        ListenerStatus.State current = current(asOf, now);
        return new ListenerStatus(
                current,
                detail(current),
                age,
                table.size(),
                state.applied(),
                state.watermarks(),
                state.undecodableRecords());
    }

    private boolean dead() {
        return state.failure() != null || state.isClosed();
    }

    private static boolean fresh(long asOf, long now, long maxAgeNanos) {
        return asOf != NEVER && now - asOf <= maxAgeNanos;
    }

    private Verdict stale(long asOf, long now) {
        if (state.everReady() && !fresh(asOf, now, maxStalenessNanos) && staleLogged.compareAndSet(false, true)) {
            log.warn("Revocation state is stale, tokens cannot be judged here: {}", detail(ListenerStatus.State.STALE));
            state.onFresh(() -> {
                staleLogged.set(false);
                log.info("Revocation state is fresh again");
            });
        }
        return Verdict.STALE;
    }

    private ListenerStatus.State current(long asOf, long now) {
        if (state.isClosed()) {
            return ListenerStatus.State.CLOSED;
        } else if (state.failure() != null) {
            return ListenerStatus.State.FAILED;
        } else if (fresh(asOf, now, maxStalenessNanos)) {
            return ListenerStatus.State.READY;
        } else if (state.everReady()) {
            return ListenerStatus.State.STALE;
        }
        return started.get() ? ListenerStatus.State.STARTING : ListenerStatus.State.NEW;
    }

    private String detail(ListenerStatus.State current) {
        return switch (current) {
            case NEW -> "not started";
            case READY -> "knows every acknowledged revocation";
            case CLOSED -> "closed";
            case FAILED -> orElse(state.failure(), "failed");
            case STARTING -> orElse(state.waitingFor(), "reading revocations, waiting for a live watermark");
            case STALE -> orElse(state.waitingFor(), "no live watermark for longer than the allowed staleness");
        };
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}
