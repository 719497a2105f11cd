package io.curfew.e2e.pages;

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
import java.util.List;

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
                        Settled.PATIENT),
                Console.startedAgo(new PrintStream(OutputStream.nullOutputStream()), Duration.ZERO));
        Platform platform = new Platform(
                running.frontDoor(),
                running.frontDoor(),
                running.nodes().stream()
                        .map(node -> new Platform.Node(node.name(), node.uri()))
                        .toList(),
                ADMIN_PASSWORD,
                AUDITOR_PASSWORD);
        Settled.awaitNodes(platform);
        return new PagesPlatform(running, platform);
    }

    @Override
    public void close() {
        running.close();
    }
}
