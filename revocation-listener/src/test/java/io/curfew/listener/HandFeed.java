package io.curfew.listener;

import java.time.Duration;

/** A feed that says what the test says. */
final class HandFeed implements NoticeFeed {
    Sink sink;
    Duration lookback;
    boolean closed;

    @Override
    public void start(Sink target, Duration howFar) {
        sink = target;
        lookback = howFar;
    }

    @Override
    public void close() {
        closed = true;
    }
}
