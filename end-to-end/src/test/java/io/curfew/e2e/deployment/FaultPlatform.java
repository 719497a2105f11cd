package io.curfew.e2e.deployment;

import io.curfew.e2e.client.Platform;
import java.util.HashMap;
import java.util.Map;

/**
 * The services as separate processes on a real broker and a real PostgreSQL, of which test classes may stop and kill what they
 * like, one class after another. Beside the platform's three nodes, which refuse while they cannot judge, one asks the issuer
 * then. Not thread-safe.
 */
@OneForAll
public final class FaultPlatform implements AutoCloseable {
    /** Who has it to himself. */
    public static final String LOCK = "the separate processes";

    private final LocalFoundation foundation = new LocalFoundation();
    private final SeparateProcesses processes;

    FaultPlatform() {
        Map<String, String> settings = new HashMap<>(Settled.PATIENT);
        settings.put("curfew.listener.max-staleness", "8s");
        processes = new SeparateProcesses(
                foundation,
                settings,
                Map.of(
                        "introspecting-1",
                        Map.of("curfew.listener.max-staleness", "4s", "curfew.listener.policy", "introspect")));
    }

    /** Ends what an earlier test has left, so that everything is as after the start. */
    public FaultPlatform settle() {
        foundation.start();
        foundation.thawBroker();
        processes.settle();
        return this;
    }

    public LocalFoundation foundation() {
        return foundation;
    }

    public SeparateProcesses processes() {
        return processes;
    }

    public Platform platform() {
        return processes.platform();
    }

    /** The node that asks the issuer while it cannot judge by itself. */
    public Platform.Node introspecting() {
        return processes.beside().get(0);
    }

    @Override
    public void close() {
        processes.close();
    }
}
