package io.curfew.e2e.bench;

import io.curfew.e2e.client.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The example service in a process of its own, from the jar that is shipped. */
final class ExampleProcess implements AutoCloseable {
    private static final Path TARGET = Path.of("examples", "resource-service", "target");
    private static final Duration START = Duration.ofSeconds(60);
    private static final String PORT = "--server.port=";

    private final Process process;
    private final URI uri;

    ExampleProcess(List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of("java", "-Xmx256m", "-jar", jar().toString()));
        command.addAll(settings);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String port =
                settings.stream().filter(it -> it.startsWith(PORT)).findFirst().orElseThrow();
        uri = URI.create("http://127.0.0.1:" + port.substring(PORT.length()));
    }

    URI uri() {
        return uri;
    }

    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!ready()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IllegalStateException("the example service does not start");
            }
            Thread.sleep(200);
        }
    }

    private boolean ready() {
        try {
            return Http.send("GET", uri.resolve("/actuator/health/readiness"), null)
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no executable jar in " + TARGET));
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
