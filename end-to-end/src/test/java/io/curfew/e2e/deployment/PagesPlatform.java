package io.curfew.e2e.deployment;

import io.curfew.e2e.client.Platform;

/** What {@code ./run} starts, for browsers to look at. Immutable. */
@OneForAll
public final class PagesPlatform implements AutoCloseable {
    private final OneProcess running = new OneProcess(Settled.PATIENT, "orders", "billing");

    public Platform platform() {
        return running.platform();
    }

    @Override
    public void close() {
        running.close();
    }
}
