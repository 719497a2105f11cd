package io.curfew.listener;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of reading, from a start to the rebuild that ends it: what the reading thread and the probing thread share.
 * Says "up to date" only while the round lasts and nothing casts doubt, so that a late word of an old round never counts
 * for a new one. Thread-safe.
 */
final class ReadingRound {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final Freshness freshness;
    private final Doubts doubts = new Doubts();
    private final NoticeFeed.Sink sink;
    private final Clock clock;
    private @Nullable String rebuild;
    private @Nullable String lastDoubt;
    private boolean over;

    ReadingRound(Freshness freshness, NoticeFeed.Sink sink, Clock clock) {
        this.freshness = freshness;
        this.sink = sink;
        this.clock = clock;
    }

    Freshness freshness() {
        return freshness;
    }

    Doubts doubts() {
        return doubts;
    }

    /** Tells the listener how far its knowledge reaches now. */
    synchronized void report() {
        if (over) {
            return;
        }
        String doubt = doubts.why(clock.millis());
        if (doubt == null) {
            lastDoubt = null;
            freshness.asOf().ifPresent(sink::upToDateAsOf);
        } else {
            sink.lost(doubt);
            if (!doubt.equals(lastDoubt)) {
                log.error("Nothing is accepted that is not known to be revoked: {}", doubt);
            }
            lastDoubt = doubt;
        }
    }

    /** Asks the reading thread to begin anew; it must be woken. */
    synchronized void requestRebuild(String why) {
        if (!over && rebuild == null) {
            rebuild = why;
            sink.lost(why);
            over = true;
        }
    }

    /** Why the reading thread was asked to begin anew; null when it was not. */
    synchronized @Nullable String rebuildRequested() {
        return rebuild;
    }

    /** Nothing is said from here on. */
    synchronized void end() {
        over = true;
    }
}
