package io.curfew.e2e.deployment;

import io.curfew.e2e.client.Platform;
import io.curfew.standalone.Ports;
import io.curfew.standalone.broker.Broker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The platform as separate processes: Kafka, PostgreSQL, auth-command, auth-query and three nodes of two resource services,
 * each from the jar that is shipped. Parts of it can be stopped and started again. Not thread-safe.
 */
public final class SeparateProcesses implements AutoCloseable {
    private static final String ADMIN_PASSWORD = "admin-secret-1";
    private static final String AUDITOR_PASSWORD = "auditor-secret-1";

    private final Path work;
    private final int kafkaPort = Ports.anyFree();
    private final int databasePort = Ports.anyFree();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Platform platform;
    private final ServiceProcess command;
    private Broker broker;
    private EmbeddedPostgres database;

    /** Starts everything and waits until it is ready. */
    public SeparateProcesses() {
        this(Map.of());
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @param settings more Spring properties for every service
     */
    public SeparateProcesses(Map<String, String> settings) {
        try {
            this.work = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "processes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startDatabase();
        startBroker();
        int commandPort = Ports.anyFree();
        String issuer = "http://127.0.0.1:" + commandPort;
        Map<String, String> common = new HashMap<>(settings);
        common.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer);
        common.put("spring.security.oauth2.resourceserver.jwt.audiences", "curfew");
        common.put("curfew.listener.bootstrap-servers", kafka());
        Map<String, String> store = new HashMap<>(common);
        store.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres");
        store.put("spring.datasource.username", "postgres");
        store.put("spring.datasource.password", "postgres");
        store.put("curfew.issuer", issuer);
        store.put("curfew.kafka.bootstrap-servers", kafka());
        store.put("curfew.query.bootstrap-servers", kafka());
        store.put("curfew.kafka.create-topics", "true");
        store.put("curfew.session.reuse-leeway", "2s");
        store.put("curfew.bootstrap.admin-password", ADMIN_PASSWORD);
        store.put("curfew.bootstrap.auditor-password", AUDITOR_PASSWORD);
        this.command = service("auth-command", "auth-command", commandPort, store);
        command.awaitReady();
        ServiceProcess query = service("auth-query", "auth-query", Ports.anyFree(), store);
        List<Platform.Node> nodes = new ArrayList<>();
        for (String name : List.of("orders-1", "orders-2", "billing-1")) {
            ServiceProcess node = service(name, "examples/resource-service", Ports.anyFree(), common);
            nodes.add(new Platform.Node(name, node.uri()));
        }
        services.forEach(ServiceProcess::awaitReady);
        this.platform = new Platform(command.uri(), query.uri(), nodes, ADMIN_PASSWORD, AUDITOR_PASSWORD);
    }

    public Platform platform() {
        return platform;
    }

    private String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    private ServiceProcess service(String name, String module, int port, Map<String, String> settings) {
        ServiceProcess service = new ServiceProcess(name, module, port, settings, work.resolve("logs"));
        services.add(service);
        return service;
    }

    public void stopBroker() {
        broker.close();
    }

    public void startBroker() {
        broker = Broker.start(kafkaPort, work.resolve("kafka"), work.resolve("logs"), line -> {});
        broker.awaitReady();
    }

    public void stopDatabase() {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startDatabase() {
        try {
            database = EmbeddedPostgres.builder()
                    .setPort(databasePort)
                    .setDataDirectory(work.resolve("postgres"))
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of auth-command. */
    public void killCommand() {
        command.kill();
    }

    public void startCommand() {
        command.start();
        command.awaitReady();
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::close);
        broker.close();
        stopDatabase();
    }
}
