package io.curfew.listener;

import io.curfew.events.notice.NoticeKind;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private static final long LEEWAY_MILLIS = RevocationListenerBuilder.VERIFIER_LEEWAY.toMillis();

    private final NoticeSources sources;
    private final ListenerMetrics metrics;
    private final LiveWatches watches;
    private final NodeProgress progress = new NodeProgress();
    private final @Nullable ReceiptReporter reporter;
    private final Duration lookback;
    private final long maxStalenessNanos;
    private final long maxLifetimeSeconds;
    private final Clock clock;
    private final AtomicBoolean started = new AtomicBoolean();

    RevocationListener(RevocationListenerBuilder options, NoticeFeed feed) {
        this.metrics = new GuardedMetrics(options.metrics);
        this.watches = new LiveWatches(options.clock);
        Map<NoticeSource, Set<String>> others = new LinkedHashMap<>();
        options.sources.forEach((other, issuers) ->
                others.put(new NoticeSource(other, options, watches, metrics, new NodeProgress()), issuers));
        NoticeSource first = new NoticeSource(feed, options, watches, metrics, progress);
        this.sources = new NoticeSources(first, options.issuers, others, options.foreignIssuers);
        this.reporter =
                ReceiptReporter.of(options, progress, () -> first.status().state());
        this.lookback = options.maxTokenLifetime.plus(options.clockMargin);
        this.maxStalenessNanos = options.maxStaleness.toNanos();
        this.maxLifetimeSeconds = options.maxTokenLifetime.toSeconds();
        this.clock = options.clock;
    }

    /** Collects what a listener needs; the defaults fit Curfew's own tokens. */
    public static RevocationListenerBuilder builder() {
        return new RevocationListenerBuilder();
    }

    /**
     * Returns at once, also when Kafka cannot be reached. Reads when its first receipt is acknowledged, or after five seconds
     * without; at once where it writes none.
     *
     * @throws IllegalStateException when started before
     */
    public void start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a listener is started once");
        }
        sources.others().forEach(source -> source.start(lookback));
        if (reporter == null) {
            sources.first().start(lookback);
        } else {
            // Whoever knows enough to decide has been heard of: else somebody could prove a revocation without this
            // node.
            sources.first().startAfter("telling the receipts topic that this node is starting");
            reporter.start(() -> sources.first().start(lookback));
        }
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
        for (NoticeSource source : sources.all()) {
            if (!source.awaitFresh(maxAgeNanos, deadline)) {
                return false;
            }
        }
        return true;
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
        NoticeSource source = sources.of(token);
        boolean foreign = sources.foreign(token);
        if (source == null || !token.verifiable(maxLifetimeSeconds, foreign)) {
            return Verdict.UNVERIFIABLE;
        }
        Verdict verdict = source.judge(token, foreign, maxAgeNanos);
        return verdict != Verdict.REVOKED && issuedInFuture(token) ? Verdict.UNVERIFIABLE : verdict;
    }

    /** A token that is dated ahead would be out of reach of every rule with a not-before. */
    private boolean issuedInFuture(TokenClaims token) {
        return token.issuedAtMillis() > clock.millis() + LEEWAY_MILLIS;
    }

    /**
     * Watches the token of a long-lived connection (WebSocket, event stream, gRPC stream, message consumer): when
     * {@link #check} would no longer accept it, the action runs once. That is: a revocation covers it; it has expired; this
     * node has turned stale, failed or closed. On a revocation it runs at once, on the thread that reads revocations, so it
     * must be quick; otherwise within about a second. It runs in this call if the token is not accepted now. Close the result
     * when the connection ends.
     *
     * <p>{@link RevocationGate#watch} does the same under a policy, and tells the reason.
     */
    public AutoCloseable watch(TokenClaims token, Runnable onEnd) {
        return watch(token, () -> judge(token), verdict -> onEnd.run());
    }

    AutoCloseable watch(TokenClaims token, Supplier<Verdict> judge, Consumer<Verdict> onEnd) {
        return watches.add(token, judge, onEnd);
    }

    /**
     * Tells of every revocation applied from now on, after it is in force, on the thread that reads revocations: the
     * subscriber must be quick and must not wait. What is published again is told again. Close the result to end it.
     */
    public AutoCloseable subscribe(Consumer<RevocationEntry> subscriber) {
        return watches.subscribe(subscriber);
    }

    /**
     * Runs the action whenever a signing key is revoked, after the revocation is in force, on the thread that reads
     * revocations: it must be quick and must not wait. For components that remember verified tokens or keys. Close the
     * result to end it.
     */
    public AutoCloseable onKeyRevoked(Runnable action) {
        return subscribe(entry -> {
            if (entry.kind() == NoticeKind.KEY) {
                action.run();
            }
        });
    }

    /** The revocations in force, as the stream meets them: lazily, without a copy; those that come meanwhile may be missing. */
    public Stream<RevocationEntry> revocations() {
        return sources.all().stream().flatMap(NoticeSource::entries);
    }

    /** How the listener is now. */
    public ListenerStatus status() {
        return sources.status();
    }

    /** How long a refused client should wait before it tries a stale node again. */
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }

    /** Stops reading; accepts nothing from now on. Idempotent. */
    @Override
    public void close() {
        sources.all().forEach(NoticeSource::close);
        if (reporter != null) {
            reporter.close();
        }
        watches.close();
    }

    /** Some route decides by this policy when the node is stale; receipts say so. */
    void decidesBy(StalenessPolicy policy) {
        progress.decidesBy(policy);
    }

    boolean isClosed() {
        return status().state() == ListenerStatus.State.CLOSED;
    }

    void acceptedUnjudged(StalenessPolicy policy) {
        metrics.acceptedUnjudged(policy);
    }
}
