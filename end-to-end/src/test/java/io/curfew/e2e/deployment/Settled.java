package io.curfew.e2e.deployment;

import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.client.Platform;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a journey over a platform takes for granted, also on a machine that is busy with starting it. */
public final class Settled {
    /** A log-out is answered when it is published, and the first one may take longer than people would wait. */
    public static final Map<String, String> PATIENT = Map.of("curfew.publish.budget", "8s");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "correct horse battery";

    private Settled() {}

    /** Waits until so many listeners are heard of: those of the services' nodes, and that of the read side. */
    public static void awaitNodes(Platform platform, int all) {
        Device auditor = await("the auditor can log in")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> Device.login(platform, "auditor", platform.auditorPassword(), "start"), device -> true);
        await("all nodes are heard of")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> StreamSupport.stream(
                                        auditor.call("GET", "/audit/nodes", null)
                                                .json()
                                                .path("nodes")
                                                .spliterator(),
                                        false)
                                .filter(node -> !node.path("silent").asBoolean())
                                .count()
                        == all);
    }

    /** Waits until a log-out is proved: every node that may accept a token knows of it, and none is missing. */
    static void awaitProof(Platform platform) {
        String user = "user-" + UUID.randomUUID();
        await("somebody can register")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> Device.register(platform, user, PASSWORD).status() == 201);
        await("a log-out is proved").atMost(PATIENCE).ignoreExceptions().until(() -> {
            Device device = Device.login(platform, user, PASSWORD, "laptop");
            return Http.send(
                                    "POST",
                                    platform.frontDoor().resolve("/auth/logout"),
                                    null,
                                    "Authorization",
                                    "Bearer " + device.accessToken(),
                                    "Prefer",
                                    "wait=8")
                            .status()
                    == 204;
        });
    }
}
