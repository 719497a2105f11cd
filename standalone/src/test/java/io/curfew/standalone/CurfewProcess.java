package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link Main} in a process of its own, as {@code ./run} starts it, seen as a person sees it: by its output. */
final class CurfewProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "curfew-output");

    private CurfewProcess(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    static CurfewProcess start(Path data, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", Main.class.getName()));
        command.addAll(List.of("--data", data.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return new CurfewProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String[] anyPorts(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--port=0", "--kafka-port=0", "--orders-port=0", "--billing-port=0"));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add("(" + e.getMessage() + ")");
        }
    }

    CurfewProcess awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> output.contains("Ctrl-C stops everything.") || !process.isAlive());
        assertThat(output).contains("Curfew is ready.");
        return this;
    }

    int awaitEnd() throws InterruptedException {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        reader.join(5_000);
        return process.exitValue();
    }

    URI frontDoor() {
        return URI.create(find("  front door +(http\\S+)"));
    }

    List<URI> services() {
        return List.of(URI.create(find("  orders +(http\\S+)")), URI.create(find("  billing +(http\\S+)")));
    }

    int kafkaPort() {
        return Integer.parseInt(find("  Kafka +127.0.0.1:(\\d+)"));
    }

    /** The first group of the first line that matches as a whole. */
    String find(String pattern) {
        return output.stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line is like " + pattern + " in " + output))
                .group(1);
    }

    List<String> output() {
        return output;
    }

    /** The broker's process. */
    ProcessHandle child() {
        return process.children().findFirst().orElseThrow();
    }

    void terminate() {
        // Not Process.destroy(), which would close the output as well.
        process.toHandle().destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Ends it with its broker, so that nobody writes to the data directory any more. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.children().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
    }
}
