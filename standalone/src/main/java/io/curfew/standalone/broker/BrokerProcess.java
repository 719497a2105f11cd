package io.curfew.standalone.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One run of {@link BrokerMain} in a child process. Thread-safe.
 *
 * <p>The pipe to the child's standard input is what keeps it alive: it is never written to, and closes with this process.
 */
final class BrokerProcess implements AutoCloseable {
    private static final Duration CLEAN_SHUTDOWN = Duration.ofSeconds(10);
    private static final int TAIL = 15;

    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private BrokerProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readOutput, "broker-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the child and returns at once.
     *
     * @throws UncheckedIOException when no process can be started
     */
    static BrokerProcess start(BrokerSettings settings, Path logs) {
        ProcessBuilder builder = new ProcessBuilder(command(settings, logs)).redirectErrorStream(true);
        // In the environment rather than on the command line, which `ps` would show in full.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            return new BrokerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's process could not be started", e);
        }
    }

    /** Bounded: 96 MB heap, 32 MB of buffers; the first compiler only, which is enough for one machine and starts sooner. */
    private static List<String> command(BrokerSettings settings, Path logs) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx96m", "-XX:MaxDirectMemorySize=32m", "-XX:ReservedCodeCacheSize=48m"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.add("-Dlogback.configurationFile=io/curfew/standalone/logback-kafka.xml");
        command.add("-Dcurfew.logs=" + logs);
        command.add(BrokerMain.class.getName());
        command.add(String.valueOf(settings.port()));
        command.add(String.valueOf(settings.controllerPort()));
        command.add(settings.data().toString());
        return command;
    }

    private void readOutput() {
        Deque<String> tail = new ArrayDeque<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(BrokerMain.READY)) {
                    ready.complete(null);
                }
                tail.addLast(line);
                if (tail.size() > TAIL) {
                    tail.removeFirst();
                }
            }
        } catch (IOException e) {
            tail.addLast(String.valueOf(e.getMessage()));
        }
        int code = process.onExit().join().exitValue();
        ready.completeExceptionally(new IllegalStateException(
                "Kafka ended with code " + code + (tail.isEmpty() ? "" : ": " + String.join("\n", tail))));
        ended.complete(code);
    }

    /** Completes when clients can connect; fails with an {@link IllegalStateException} when the child ends before. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Completes with the exit code when the child has ended. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    /** The child's process id. */
    long pid() {
        return process.pid();
    }

    /** Lets the broker shut down cleanly, and ends it the hard way if it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(CLEAN_SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
