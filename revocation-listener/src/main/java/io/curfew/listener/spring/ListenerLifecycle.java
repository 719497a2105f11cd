package io.curfew.listener.spring;

import io.curfew.listener.RevocationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the listener before the web server and stops it after. Starting does not wait: a node comes up not ready and
 * answers 503 until it has caught up. A listener is started once, so a restart of the context needs a new one.
 */
final class ListenerLifecycle implements SmartLifecycle {
    private final RevocationListener listener;
    private volatile boolean running;

    ListenerLifecycle(RevocationListener listener) {
        this.listener = listener;
    }

    @Override
    public void start() {
        listener.start();
        running = true;
    }

    @Override
    public void stop() {
        listener.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Early in, late out. */
    @Override
    public int getPhase() {
        return 0;
    }
}
