package io.curfew.e2e.deployment;

import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One service in a process of its own. Not thread-safe. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);

    private final String name;
    private final int port;
    private final List<String> command = new ArrayList<>();
    private final Path log;
    private volatile Process process;

    /**
     * Starts a service.
     *
     * @param program the jar to run, one of {@link Programs}
     * @param settings Spring properties
     */
    public ServiceProcess(String name, Path program, int port, Map<String, String> settings, Path logs) {
        this.name = name;
        this.port = port;
        this.log = logs.resolve(name + ".log");
        command.add(Programs.java());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
        command.add(program.toString());
        command.add("--server.port=" + port);
        command.add("--server.address=127.0.0.1");
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        start();
        // It does not live longer than this JVM, however that ends.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /** Starts it if it does not run, and lets it go on if it stands still. */
    void run() {
        if (process.isAlive()) {
            thaw();
        } else {
            start();
        }
    }

    void start() {
        try {
            Files.createDirectories(log.getParent());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Waits until the service says that it is ready. */
    public void awaitReady() {
        await(name + " ready, log " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with code " + process.exitValue() + "; see " + log);
        }
    }

    private boolean isReady() {
        try {
            return Http.send("GET", uri().resolve("/actuator/health/readiness"), null)
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** {@code SIGSTOP}: the process stands still, its connections stay. */
    void freeze() {
        Signals.stop(process.pid());
    }

    /** Ends {@link #freeze}. */
    void thaw() {
        Signals.resume(process.pid());
    }

    @Override
    public void close() {
        kill();
    }
}
