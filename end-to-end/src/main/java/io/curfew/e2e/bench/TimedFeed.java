package io.curfew.e2e.bench;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import io.curfew.listener.NoticeFeed;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A feed that tells when a session's revocation has been applied, which is when its node begins to refuse. */
final class TimedFeed implements NoticeFeed {
    private final NoticeFeed feed;
    private final Consumer<String> applied;

    TimedFeed(NoticeFeed feed, Consumer<String> applied) {
        this.feed = feed;
        this.applied = applied;
    }

    @Override
    public void start(Sink sink, Duration lookback) {
        feed.start(new TimedSink(sink), lookback);
    }

    @Override
    public void close() {
        feed.close();
    }

    private final class TimedSink implements Sink {
        private final Sink sink;

        TimedSink(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void apply(Notice.Revocation revocation) {
            sink.apply(revocation);
            if (revocation instanceof Notice.Session session) {
                applied.accept(session.sid());
            }
        }

        @Override
        public void upToDateAsOf(long nanoTime) {
            sink.upToDateAsOf(nanoTime);
        }

        @Override
        public void lost(String why) {
            sink.lost(why);
        }

        @Override
        public void waiting(String why) {
            sink.waiting(why);
        }

        @Override
        public void seen(NoticeKind kind) {
            sink.seen(kind);
        }

        @Override
        public void undecodable(String where, String why) {
            sink.undecodable(where, why);
        }

        @Override
        public void failed(String why, @Nullable Throwable cause) {
            sink.failed(why, cause);
        }
    }
}
