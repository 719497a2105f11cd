package io.curfew.listener;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the feed has told so far. Written by feed threads under the monitor, read by request threads through volatile
 * fields. Failure is final; freshness only grows, unless the feed says that it lost track.
 */
final class FeedState implements NoticeFeed.Sink {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final RevocationTable table;
    private final ListenerMetrics metrics;
    private final LiveWatches watches;
    private final NodeProgress progress;
    private final LongAdder applied = new LongAdder();
    private final LongAdder watermarks = new LongAdder();
    private final LongAdder undecodable = new LongAdder();

    private volatile long asOf = NoticeSource.NEVER;
    private volatile @Nullable String failure;
    private volatile @Nullable String waitingFor;
    private volatile boolean everReady;
    private volatile boolean closed;
    private Runnable onFresh = () -> {};

    FeedState(RevocationTable table, LiveWatches watches, ListenerMetrics metrics, NodeProgress progress) {
        this.progress = progress;
        this.table = table;
        this.metrics = metrics;
        this.watches = watches;
    }

    @Override
    public void apply(Notice.Revocation revocation) {
        table.apply(revocation);
        applied.increment();
        watches.applied(revocation);
        if (log.isDebugEnabled()) {
            log.debug("Revoked: {} until {}", revocation.key(), revocation.expiresAt());
        }
    }

    @Override
    public synchronized void upToDateAsOf(long nanoTime) {
        if (asOf == NoticeSource.NEVER || nanoTime - asOf > 0) {
            asOf = nanoTime;
        }
        waitingFor = null;
        progress.upToDate();
        if (!everReady) {
            everReady = true;
            log.info("Revocation listener is ready, {} revocations in force", table.size());
        }
        onFresh.run();
        onFresh = () -> {};
        notifyAll();
    }

    @Override
    public synchronized void lost(String why) {
        asOf = NoticeSource.NEVER;
        waitingFor = why;
        notifyAll();
    }

    @Override
    public void waiting(String why) {
        waitingFor = why;
    }

    /** What was waited for is over. */
    void waitingNoMore() {
        waitingFor = null;
    }

    @Override
    public void applied(int partition, long nextOffset) {
        progress.applied(partition, nextOffset);
    }

    @Override
    public void seen(NoticeKind kind) {
        if (kind == NoticeKind.WATERMARK) {
            watermarks.increment();
            table.cleanUp();
        }
        metrics.seen(kind);
    }

    @Override
    public void undecodable(String where, String why) {
        progress.undecodable();
        undecodable.increment();
        metrics.undecodable();
        log.error("The record at {} is no notice this version understands: {}", where, why);
        lost("the record at " + where + " is no notice this version understands (" + why + "); it may be a revocation");
    }

    @Override
    public synchronized void failed(String why, @Nullable Throwable cause) {
        log.error("Revocation listener has failed, requests are refused with 503 until a restart: {}", why, cause);
        if (failure == null) {
            failure = why;
        }
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Runs once, at the next news of freshness. */
    synchronized void onFresh(Runnable action) {
        onFresh = action;
    }

    synchronized void awaitChange(long nanos) throws InterruptedException {
        // A spurious or early return is fine: the caller looks again.
        TimeUnit.NANOSECONDS.timedWait(this, nanos);
    }

    long asOf() {
        return asOf;
    }

    @Nullable
    String failure() {
        return failure;
    }

    @Nullable
    String waitingFor() {
        return waitingFor;
    }

    boolean everReady() {
        return everReady;
    }

    boolean isClosed() {
        return closed;
    }

    long applied() {
        return applied.sum();
    }

    long watermarks() {
        return watermarks.sum();
    }

    long undecodableRecords() {
        return undecodable.sum();
    }
}
