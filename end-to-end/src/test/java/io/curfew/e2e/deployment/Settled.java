package io.curfew.e2e.deployment;

import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Platform;
import java.time.Duration;
import java.util.Map;

/** What a journey over a platform takes for granted, also on a machine that is busy with starting it. */
public final class Settled {
    /** A log-out is answered when it is published, and the first one may take longer than people would wait. */
    public static final Map<String, String> PATIENT = Map.of("curfew.publish.budget", "8s");

    private Settled() {}

    /** Waits until every listener has been heard of: those of the services' nodes, and that of the read side. */
    public static void awaitNodes(Platform platform) {
        Device auditor = Device.login(platform, "auditor", platform.auditorPassword(), "start");
        int all = platform.nodes().size() + 1;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> auditor.call("GET", "/audit/nodes", null)
                                .json()
                                .path("nodes")
                                .size()
                        == all);
    }
}
