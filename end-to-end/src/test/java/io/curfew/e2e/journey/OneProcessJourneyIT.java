package io.curfew.e2e.journey;

import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.Settled;
import io.curfew.standalone.Console;
import io.curfew.standalone.Standalone;
import io.curfew.standalone.StandaloneOptions;
import io.curfew.standalone.StandaloneOptions.Service;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The journey over what {@code ./run} starts, with a third node. */
class OneProcessJourneyIT extends RevocationJourney {
    private static Standalone running;
    private static Platform platform;

    @BeforeAll
    static void start(@TempDir Path data) {
        Map<String, String> settings = new HashMap<>(Settled.PATIENT);
        settings.put("curfew.session.reuse-leeway", "2s");
        running = Standalone.start(
                new StandaloneOptions(
                        data,
                        0,
                        0,
                        List.of(new Service("orders", 0), new Service("orders", 0), new Service("billing", 0)),
                        "admin-secret-1",
                        "auditor-secret-1",
                        settings),
                Console.startedAgo(new PrintStream(OutputStream.nullOutputStream()), Duration.ZERO));
        platform = new Platform(
                running.frontDoor(),
                running.frontDoor(),
                running.nodes().stream()
                        .map(node -> new Platform.Node(node.name(), node.uri()))
                        .toList(),
                "admin-secret-1",
                "auditor-secret-1");
        Settled.awaitNodes(platform);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Override
    public Platform platform() {
        return platform;
    }
}
