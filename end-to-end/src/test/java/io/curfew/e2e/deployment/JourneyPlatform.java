package io.curfew.e2e.deployment;

import io.curfew.e2e.client.Platform;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code ./run} starts, with a third node, and a leeway for reused tokens that is short enough to be waited for. Who uses it
 * locks it: a rule about everything is about everybody. Immutable.
 */
@OneForAll
public final class JourneyPlatform implements AutoCloseable {
    /** Who has it to himself. */
    public static final String LOCK = "the one process of the journey";

    private final OneProcess running;

    JourneyPlatform() {
        Map<String, String> settings = new HashMap<>(Settled.PATIENT);
        settings.put("curfew.session.reuse-leeway", "2s");
        running = new OneProcess(settings, "orders", "orders", "billing");
    }

    public Platform platform() {
        return running.platform();
    }

    /** Kafka's address for clients. */
    public String bootstrapServers() {
        return running.bootstrapServers();
    }

    @Override
    public void close() {
        running.close();
    }
}
