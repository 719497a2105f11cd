package io.curfew.listener;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed without Kafka, for the tests of whoever embeds the listener: revoke, go stale, fail, and see what the service
 * answers. Up to date from the start, because what is published here is applied before {@link #publish} returns.
 * Thread-safe; serves one listener.
 */
public final class InMemoryNoticeFeed implements NoticeFeed {
    private final Clock clock;
    private final List<Notice.Revocation> published = new ArrayList<>();
    private @Nullable String stale;
    private @Nullable Sink sink;

    /** A feed by the system's clock. */
    public InMemoryNoticeFeed() {
        this(RevocationListenerBuilder.SYSTEM_CLOCK);
    }

    /** A feed whose revocations carry that clock's time. */
    public InMemoryNoticeFeed(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void start(Sink target, Duration lookback) {
        if (sink != null) {
            throw new IllegalStateException("a feed serves one listener");
        }
        sink = target;
        published.forEach(revocation -> deliver(target, revocation));
        if (stale == null) {
            fresh(target);
        } else {
            target.waiting(stale);
        }
    }

    /** Revokes a session for a day. */
    public void revoke(String sid) {
        Instant now = clock.instant();
        publish(new Notice.Session(sid, now, now.plus(Duration.ofDays(1))));
    }

    /** Publishes any revocation; also before the listener starts. */
    public synchronized void publish(Notice.Revocation revocation) {
        if (sink == null) {
            published.add(revocation);
        } else {
            deliver(sink, revocation);
        }
    }

    /** From now on the listener cannot know: every token not known to be revoked is refused with 503. */
    public synchronized void goStale() {
        stale = "the in-memory feed was told to go stale";
        if (sink != null) {
            sink.lost(stale);
        }
    }

    /** Ends what {@link #goStale} began. */
    public synchronized void recover() {
        stale = null;
        if (sink != null) {
            fresh(sink);
        }
    }

    /** The feed dies for good, as a Kafka consumer would on an unexpected error. */
    public synchronized void fail(String why) {
        if (sink == null) {
            throw new IllegalStateException("start the listener first");
        }
        sink.failed(why, null);
    }

    @Override
    public void close() {}

    private static void deliver(Sink target, Notice.Revocation revocation) {
        target.seen(revocation.kind());
        target.apply(revocation);
    }

    private static void fresh(Sink target) {
        target.seen(NoticeKind.WATERMARK);
        // As far in the future as differences of nanoTime can tell: nothing can be published that is not yet applied.
        target.upToDateAsOf(System.nanoTime() + Long.MAX_VALUE / 2);
    }
}
