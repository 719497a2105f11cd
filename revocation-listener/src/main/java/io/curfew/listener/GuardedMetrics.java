package io.curfew.listener;

import io.curfew.events.notice.NoticeKind;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a failing metrics library from failing a check or killing the feed. Thread-safe. */
final class GuardedMetrics implements ListenerMetrics {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final ListenerMetrics delegate;
    private final AtomicBoolean logged = new AtomicBoolean();

    GuardedMetrics(ListenerMetrics delegate) {
        this.delegate = delegate;
    }

    @Override
    public void refused(Verdict verdict) {
        try {
            delegate.refused(verdict);
        } catch (RuntimeException e) {
            thrown(e);
        }
    }

    @Override
    public void acceptedUnjudged(StalenessPolicy policy) {
        try {
            delegate.acceptedUnjudged(policy);
        } catch (RuntimeException e) {
            thrown(e);
        }
    }

    @Override
    public void seen(NoticeKind kind) {
        try {
            delegate.seen(kind);
        } catch (RuntimeException e) {
            thrown(e);
        }
    }

    @Override
    public void undecodable() {
        try {
            delegate.undecodable();
        } catch (RuntimeException e) {
            thrown(e);
        }
    }

    private void thrown(RuntimeException e) {
        if (logged.compareAndSet(false, true)) {
            log.warn("The listener's metrics throw; it goes on without them", e);
        }
    }
}
