package io.curfew.listener.spring;

import io.curfew.listener.RevocationListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the listener before the web server. Starting does not wait: a node comes up not ready and answers 503 until it
 * has caught up. Stopping the context's life cycle does not stop it, because it cannot be started twice and knowing about
 * revocations harms nobody; it is closed with the context.
 */
final class ListenerLifecycle implements SmartLifecycle {
    private final RevocationListener listener;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean running;

    ListenerLifecycle(RevocationListener listener) {
        this.listener = listener;
    }

    @Override
    public void start() {
        if (started.compareAndSet(false, true)) {
            listener.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Spring pauses the cached contexts of tests; a paused listener would come back stale. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** Early in, late out. */
    @Override
    public int getPhase() {
        return 0;
    }
}
