package io.curfew.e2e.deployment;

import io.curfew.e2e.client.Platform;
import io.curfew.standalone.Console;
import io.curfew.standalone.Standalone;
import io.curfew.standalone.StandaloneOptions;
import io.curfew.standalone.StandaloneOptions.Service;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code ./run} starts, in this JVM and with data of its own, on which every listener has been heard of. Immutable. */
public final class OneProcess implements AutoCloseable {
    public static final String ADMIN_PASSWORD = "admin-secret-1";
    public static final String AUDITOR_PASSWORD = "auditor-secret-1";

    private final Path data = Scratch.directory("one-process");
    private final Standalone running;
    private final Platform platform;

    /**
     * Starts it and waits until it is settled.
     *
     * @param settings further Spring properties of the front door
     * @param services the names of the resource services, one for each node
     */
    public OneProcess(Map<String, String> settings, String... services) {
        running = Standalone.start(
                new StandaloneOptions(
                        data,
                        0,
                        0,
                        Stream.of(services).map(name -> new Service(name, 0)).toList(),
                        ADMIN_PASSWORD,
                        AUDITOR_PASSWORD,
                        settings),
                Console.startedAgo(new PrintStream(OutputStream.nullOutputStream()), Duration.ZERO));
        platform = new Platform(
                running.frontDoor(),
                running.frontDoor(),
                running.nodes().stream()
                        .map(node -> new Platform.Node(node.name(), node.uri()))
                        .toList(),
                ADMIN_PASSWORD,
                AUDITOR_PASSWORD);
        Settled.awaitNodes(platform, platform.nodes().size() + 1);
    }

    public Platform platform() {
        return platform;
    }

    /** Kafka's address for clients. */
    public String bootstrapServers() {
        return running.bootstrapServers();
    }

    @Override
    public void close() {
        running.close();
        Scratch.delete(data);
    }
}
