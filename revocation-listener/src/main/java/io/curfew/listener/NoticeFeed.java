package io.curfew.listener;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link RevocationListener} gets its notices from: one source, started once, closed once. Implementations say
 * what they know and when they knew it; deciding is the listener's part.
 */
public interface NoticeFeed extends AutoCloseable {

    /**
     * Begins to deliver, on threads of its own or the caller's; returns at once and never waits for a connection.
     *
     * @param sink takes what is delivered
     * @param lookback how far back revocations matter: everything published since then must be delivered
     */
    void start(Sink sink, Duration lookback);

    /** Stops delivering and releases everything. Idempotent. */
    @Override
    void close();

    /** What a feed may tell. Thread-safe; never throws. */
    interface Sink {
        /** One revocation, in any order, any number of times. */
        void apply(Notice.Revocation revocation);

        /**
         * Everything acknowledged to any publisher before that reading of {@link System#nanoTime()} has been applied.
         * Never call it on a guess: this alone lets tokens pass.
         */
        void upToDateAsOf(long nanoTime);

        /** What was said by {@link #upToDateAsOf} no longer holds; nothing passes until it is said again. */
        void lost(String why);

        /** The feed is still trying, and this is what it waits for: one sentence for operators. */
        void waiting(String why);

        /**
         * Every notice of that partition below that offset has been applied; what was only fetched does not count. For
         * receipts: a feed that has no offsets never says it, and its node proves nothing.
         */
        default void applied(int partition, long nextOffset) {}

        /** A notice of that kind was seen; for counting only. */
        void seen(NoticeKind kind);

        /**
         * A record was met that is no notice; it may have been a revocation, so the feed says {@link #lost} and not
         * {@link #upToDateAsOf} until it can no longer matter. For counting and the log.
         */
        void undecodable(String where, String why);

        /** The feed cannot go on, ever: one sentence that says what to do. */
        void failed(String why, @Nullable Throwable cause);
    }
}
