package io.curfew.e2e.pages;

import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Platform;
import io.curfew.standalone.Console;
import io.curfew.standalone.Standalone;
import io.curfew.standalone.StandaloneOptions;
import io.curfew.standalone.StandaloneOptions.Service;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code ./run} starts, for a browser to look at. Immutable. */
record PagesPlatform(Standalone running, Platform platform) implements AutoCloseable {
    static final String ADMIN_PASSWORD = "admin-secret-1";
    static final String AUDITOR_PASSWORD = "auditor-secret-1";

    static PagesPlatform start(Path data) {
        Standalone running = Standalone.start(
                new StandaloneOptions(
                        data,
                        0,
                        0,
                        List.of(new Service("orders", 0), new Service("billing", 0)),
                        ADMIN_PASSWORD,
                        AUDITOR_PASSWORD,
                        Map.of()),
                Console.startedAgo(new PrintStream(OutputStream.nullOutputStream()), Duration.ZERO));
        Platform platform = new Platform(
                running.frontDoor(),
                running.frontDoor(),
                running.nodes().stream()
                        .map(node -> new Platform.Node(node.name(), node.uri()))
                        .toList(),
                ADMIN_PASSWORD,
                AUDITOR_PASSWORD);
        awaitWordOfAll(platform);
        return new PagesPlatform(running, platform);
    }

    /** A node that has just started counts from its first word on. */
    private static void awaitWordOfAll(Platform platform) {
        Device auditor = Device.login(platform, "auditor", AUDITOR_PASSWORD, "start");
        int all = platform.nodes().size() + 1; // the front door is one, too
        await().atMost(Duration.ofSeconds(30))
                .until(() -> auditor.call("GET", "/audit/nodes", null)
                                .json()
                                .path("nodes")
                                .size()
                        == all);
    }

    @Override
    public void close() {
        running.close();
    }
}
