package io.curfew.listener;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's knowledge of revocations: reads every notice of the platform and answers, from memory, whether a token may
 * still be used. One per process; build, {@link #start}, {@link #check} on every request, {@link #close}.
 *
 * <p>It accepts a token only while its knowledge is at most {@code maxStaleness} old, computed in the check itself from
 * the monotonic clock, so a process that was frozen notices on its first request (I1 BoundedStaleness). It accepts
 * nothing before it has caught up (I12), and nothing after its feed has died.
 *
 * <p>Thread-safe. {@link #check} takes no lock, does no I/O, allocates nothing and throws nothing.
 */
public final class RevocationListener implements AutoCloseable {
    static final long NEVER = Long.MIN_VALUE;
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final NoticeFeed feed;
    private final RevocationTable table;
    private final FeedState state;
    private final LongSupplier nanoTime;
    private final ListenerMetrics metrics;
    private final LiveWatches watches;
    private final Duration lookback;
    private final long maxStalenessNanos;
    private final long maxLifetimeSeconds;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean staleLogged = new AtomicBoolean();

    RevocationListener(RevocationListenerBuilder options, NoticeFeed feed) {
        this.feed = feed;
        this.table = new RevocationTable(options.clock, options.nanoTime::getAsLong, options.clockMargin);
        this.metrics = new GuardedMetrics(options.metrics);
        this.watches = new LiveWatches(table::revokes);
        this.state = new FeedState(table, watches, metrics);
        this.nanoTime = options.nanoTime;
        this.lookback = options.maxTokenLifetime.plus(options.clockMargin);
        this.maxStalenessNanos = options.maxStaleness.toNanos();
        this.maxLifetimeSeconds = options.maxTokenLifetime.toSeconds();
    }

    /** Collects what a listener needs; the defaults fit Curfew's own tokens. */
    public static RevocationListenerBuilder builder() {
        return new RevocationListenerBuilder();
    }

    /**
     * Starts to read; returns at once, also when Kafka cannot be reached.
     *
     * @throws IllegalStateException when started before
     */
    public void start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a listener is started once");
        }
        feed.start(state, lookback);
    }

    /**
     * Waits until tokens can be accepted.
     *
     * @return false when that did not happen in time, or never will because the listener failed or was closed
     */
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        return awaitFresh(Duration.ofNanos(maxStalenessNanos), timeout);
    }

    /**
     * Waits until this node's knowledge is at most that old; news come about once a second.
     *
     * @return false when that did not happen in time, or never will because the listener failed or was closed
     */
    public boolean awaitFresh(Duration maxAge, Duration timeout) throws InterruptedException {
        long maxAgeNanos = Math.min(maxStalenessNanos, maxAge.toNanos());
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!fresh(state.asOf(), nanoTime.getAsLong(), maxAgeNanos)) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || state.failure() != null || state.isClosed()) {
                return false;
            }
            state.awaitChange(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
        }
        return state.failure() == null && !state.isClosed();
    }

    /** Whether the token may be used, as far as revocation goes; checked by the caller in every other respect. */
    public Verdict check(TokenClaims token) {
        return counted(judge(token, maxStalenessNanos));
    }

    /**
     * The same, with knowledge of at most that age, for operations that can bear less than the node in general.
     *
     * @param maxAge counts only where it is less than the listener's own bound
     */
    public Verdict check(TokenClaims token, Duration maxAge) {
        return counted(judge(token, Math.min(maxStalenessNanos, maxAge.toNanos())));
    }

    /** The verdict within the listener's own bound, uncounted: the policy may still turn it. */
    Verdict judge(TokenClaims token) {
        return judge(token, maxStalenessNanos);
    }

    /** The verdict with knowledge of at most that age, uncounted. */
    Verdict judge(TokenClaims token, Duration maxAge) {
        return judge(token, Math.min(maxStalenessNanos, maxAge.toNanos()));
    }

    /** Counts a verdict if it is a refusal. */
    Verdict counted(Verdict verdict) {
        if (verdict != Verdict.ACTIVE) {
            metrics.refused(verdict);
        }
        return verdict;
    }

    private Verdict judge(TokenClaims token, long maxAgeNanos) {
        // Before the table: what was applied by asOf must be visible to the lookup that follows. The other way round, a
        // thread paused between the two would judge an old lookup by a new asOf.
        long asOf = state.asOf();
        if (!token.verifiable(maxLifetimeSeconds)) {
            return Verdict.UNVERIFIABLE;
        }
        if (table.revokes(token)) {
            return Verdict.REVOKED;
        }
        if (state.failure() != null || state.isClosed()) {
            return Verdict.FAILED;
        }
        // Last: a thread paused anywhere above finds its knowledge older, never younger.
        long now = nanoTime.getAsLong();
        return fresh(asOf, now, maxAgeNanos) ? Verdict.ACTIVE : stale(asOf, now);
    }

    /**
     * Watches the token of a long-lived connection (WebSocket, event stream, gRPC stream, message consumer): when a
     * revocation covers it, the action runs once, on the thread that reads revocations, so it must be quick; at once if it
     * is revoked already. Close the result when the connection ends.
     */
    public AutoCloseable watch(TokenClaims token, Runnable onRevoked) {
        return watches.add(token, onRevoked);
    }

    /** How the listener is now. */
    public ListenerStatus status() {
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

    /** How long a refused client should wait before it tries a stale node again. */
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }

    /** Stops reading; accepts nothing from now on. Idempotent. */
    @Override
    public void close() {
        state.close();
        feed.close();
    }

    RevocationTable table() {
        return table;
    }

    void acceptedUnjudged(StalenessPolicy policy) {
        metrics.acceptedUnjudged(policy);
    }

    private static boolean fresh(long asOf, long now, long maxAgeNanos) {
        return asOf != NEVER && now - asOf <= maxAgeNanos;
    }

    private Verdict stale(long asOf, long now) {
        if (state.everReady() && !fresh(asOf, now, maxStalenessNanos) && staleLogged.compareAndSet(false, true)) {
            log.warn(
                    "Revocation state is stale, requests are refused with 503: {}", detail(ListenerStatus.State.STALE));
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
