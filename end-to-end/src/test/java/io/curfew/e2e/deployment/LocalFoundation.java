package io.curfew.e2e.deployment;

import io.curfew.standalone.Ports;
import io.curfew.standalone.broker.Broker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real broker and a real PostgreSQL as processes of this machine; each can be stopped and started. Not thread-safe. */
public final class LocalFoundation implements Foundation {
    private final Path work;
    private final int kafkaPort = Ports.anyFree();
    private final int databasePort = Ports.anyFree();
    private Broker broker;
    private EmbeddedPostgres postgres;

    public LocalFoundation() {
        try {
            this.work = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "foundation");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        broker.close();
    }

    public void startBroker() {
        broker = Broker.start(kafkaPort, work.resolve("kafka"), work.resolve("logs"), line -> {});
        broker.awaitReady();
    }

    /** {@code SIGSTOP}: connections stay, nothing answers. */
    public void freezeBroker() {
        Signals.stop(broker.pid());
    }

    /** {@code SIGCONT}. */
    public void thawBroker() {
        Signals.resume(broker.pid());
    }

    public void stopDatabase() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startDatabase() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setPort(databasePort)
                    .setDataDirectory(work.resolve("postgres"))
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        broker.close();
        stopDatabase();
    }
}
