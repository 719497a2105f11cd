package io.curfew.listener;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * A clock for the table that stands still between news from the feed: at each notice and each watermark, so about once a
 * second, it is set. A check then reads a field instead of the system's clock, which would be a third of its time. It never
 * runs ahead, so an entry is never dropped early; while the feed is silent none is dropped at all, which refuses nothing
 * that has not expired anyway. Thread-safe.
 */
final class FeedTicker implements Ticker {
    private final Ticker exact;
    private volatile long now;

    FeedTicker(Ticker exact) {
        this.exact = exact;
        this.now = exact.read();
    }

    void set() {
        now = exact.read();
    }

    @Override
    public long read() {
        return now;
    }
}
