package io.curfew.standalone.broker;

import io.curfew.standalone.Ports;
import io.curfew.standalone.ProcessLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A broker that is started again when it ends by itself: the supervisor over {@link BrokerProcess}. Thread-safe.
 *
 * <p>The same data and port each time, so clients find it again.
 */
public final class Broker implements AutoCloseable {
    private static final Duration RESTART_PAUSE = Duration.ofMillis(500);
    private static final Duration STALE_PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final Path data;
    private final Path logs;
    private final Consumer<String> messages;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private BrokerProcess process;
    private boolean closed;

    private Broker(int port, Path data, Path logs, Consumer<String> messages) {
        this.port = port;
        this.data = data;
        this.logs = logs;
        this.messages = messages;
        this.process = launch();
    }

    /**
     * Starts a broker and returns at once.
     *
     * @param port on the loopback address; must be free
     * @param data the broker's own directory, made if missing
     * @param logs where {@code kafka.log} goes
     * @param messages hears what a person should know, a line each
     */
    public static Broker start(int port, Path data, Path logs, Consumer<String> messages) {
        Broker broker = new Broker(port, data, logs, messages);
        broker.watch(broker.process);
        return broker;
    }

    /**
     * Waits until no broker of an earlier, killed run uses the directory any more, and ends one that does not go by itself.
     *
     * @throws IllegalStateException when it cannot be ended
     */
    public static void clearStale(Path data, Consumer<String> messages) {
        Path lockFile = data.resolve(BrokerMain.LOCK);
        if (!Files.exists(lockFile)) {
            return;
        }
        try {
            ProcessLock.acquire(lockFile, STALE_PATIENCE).close();
        } catch (IllegalStateException held) {
            Optional<ProcessHandle> stale = ProcessLock.holder(lockFile).filter(Broker::isBroker);
            stale.ifPresent(process -> {
                messages.accept("ending a broker of an earlier run (process " + process.pid() + ")");
                process.destroyForcibly();
            });
            ProcessLock.acquire(lockFile, STALE_PATIENCE).close();
        }
    }

    /** A process number may have been given to somebody else's process since. */
    private static boolean isBroker(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(BrokerMain.class.getName());
    }

    private BrokerProcess launch() {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + data, e);
        }
        return BrokerProcess.start(new BrokerSettings(port, Ports.anyFree(), data), logs);
    }

    private void watch(BrokerProcess watched) {
        CompletableFuture<Void> unusedReady = watched.ready().whenComplete((nothing, failure) -> {
            if (failure == null) {
                firstReady.complete(null);
            } else {
                // Only the first start can fail this; a later one is tried again.
                firstReady.completeExceptionally(failure);
            }
        });
        CompletableFuture<Void> unusedEnd = watched.ended()
                .thenAcceptAsync(
                        this::restart,
                        CompletableFuture.delayedExecutor(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                .exceptionally(failure -> {
                    messages.accept("Kafka could not be started again: " + failure.getMessage());
                    return null;
                });
    }

    private synchronized void restart(int code) {
        if (closed || firstReady.isCompletedExceptionally()) {
            return;
        }
        messages.accept("Kafka ended unexpectedly (code " + code + "); starting it again");
        process = launch();
        watch(process);
    }

    /**
     * Waits until clients can connect.
     *
     * @throws IllegalStateException when the broker could not start; the message says why
     */
    public void awaitReady() {
        try {
            firstReady.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(String.valueOf(cause.getMessage()), e);
        }
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /** The process id of the child that runs now. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Shuts the broker down cleanly. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        process.close();
    }
}
