package io.curfew.e2e.deployment;

import io.curfew.standalone.Ports;
import io.curfew.standalone.broker.Broker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real broker and a real PostgreSQL as processes of this machine; each can be stopped and started. Not thread-safe. */
public final class LocalFoundation implements Foundation {
    private final Path work = Scratch.directory("foundation");
    private final int kafkaPort = Ports.anyFree();
    private final int databasePort = Ports.anyFree();
    private @Nullable Broker broker;
    private @Nullable EmbeddedPostgres postgres;

    public LocalFoundation() {
        start();
    }

    /** Starts what does not run. */
    public void start() {
        startDatabase();
        startBroker();
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    @Override
    public Database database() {
        return new Database("jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres", "postgres", "postgres");
    }

    public void stopBroker() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    public void startBroker() {
        if (broker == null) {
            broker = Broker.start(kafkaPort, work.resolve("kafka"), work.resolve("logs"), line -> {});
            broker.awaitReady();
        }
    }

    /** {@code SIGSTOP}: connections stay, nothing answers. */
    public void freezeBroker() {
        Signals.stop(Objects.requireNonNull(broker).pid());
    }

    /** {@code SIGCONT}. */
    public void thawBroker() {
        Signals.resume(Objects.requireNonNull(broker).pid());
    }

    public void stopDatabase() {
        try {
            if (postgres != null) {
                postgres.close();
                postgres = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startDatabase() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder()
                        .setPort(databasePort)
                        .setDataDirectory(work.resolve("postgres"))
                        .setCleanDataDirectory(false)
                        .start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopBroker();
        stopDatabase();
    }
}
