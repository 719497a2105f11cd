package io.curfew.e2e.deployment;

import io.curfew.e2e.client.Platform;
import io.curfew.standalone.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The services as separate processes on a given foundation: auth-command, auth-query and three nodes of two resource services,
 * each as it is in its image; and nodes beside these, if one wants some. Closes the foundation with itself. Not
 * thread-safe.
 */
public final class SeparateProcesses implements AutoCloseable {
    private static final String ADMIN_PASSWORD = "admin-secret-1";
    private static final String AUDITOR_PASSWORD = "auditor-secret-1";

    private static final String INTROSPECTOR = "nodes";
    private static final String INTROSPECTION_SECRET = "introspection-secret-1";

    private final Foundation foundation;
    private final Path logs = Scratch.directory("processes");
    private final List<ServiceProcess> services = new ArrayList<>();
    private final List<Platform.Node> beside = new ArrayList<>();
    private final ServiceProcess command;
    private final Platform platform;

    /**
     * Starts everything and waits until it is ready.
     *
     * @param settings more Spring properties for every service
     */
    public SeparateProcesses(Foundation foundation, Map<String, String> settings) {
        this(foundation, settings, Map.of());
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @param settings more Spring properties for every service
     * @param beside names of nodes that are none of the platform's three, and more Spring properties for each
     */
    public SeparateProcesses(
            Foundation foundation, Map<String, String> settings, Map<String, Map<String, String>> beside) {
        this.foundation = foundation;
        int commandPort = Ports.anyFree();
        Map<String, String> common = new HashMap<>(settings);
        common.putAll(trust("http://127.0.0.1:" + commandPort));
        Map<String, String> store = new HashMap<>(common);
        store.putAll(store("http://127.0.0.1:" + commandPort));
        this.command = service("auth-command", "auth-command", commandPort, store);
        command.awaitReady();
        ServiceProcess query = service("auth-query", "auth-query", Ports.anyFree(), store);
        List<Platform.Node> nodes = new ArrayList<>();
        for (String name : List.of("orders-1", "orders-2", "billing-1")) {
            nodes.add(node(name, common));
        }
        beside.forEach((name, more) -> {
            Map<String, String> own = new HashMap<>(common);
            own.putAll(more);
            this.beside.add(node(name, own));
        });
        this.platform = new Platform(command.uri(), query.uri(), nodes, ADMIN_PASSWORD, AUDITOR_PASSWORD);
        settle();
    }

    private Platform.Node node(String name, Map<String, String> settings) {
        return new Platform.Node(
                name,
                service(name, "examples/resource-service", Ports.anyFree(), settings)
                        .uri());
    }

    /** Lets everything run again and waits until it is as after the start, whatever was done to it. */
    public void settle() {
        services.forEach(ServiceProcess::run);
        services.forEach(ServiceProcess::awaitReady);
        Settled.awaitNodes(platform, platform.nodes().size() + beside.size() + 1);
        Settled.awaitProof(platform);
    }

    public Platform platform() {
        return platform;
    }

    /** The nodes that are none of the platform's three. */
    public List<Platform.Node> beside() {
        return beside;
    }

    /** {@code kill -9} of auth-command. */
    public void killCommand() {
        command.kill();
    }

    public void startCommand() {
        command.run();
        command.awaitReady();
    }

    /** {@code kill -9} of a resource service's node. */
    public void kill(Platform.Node node) {
        process(node).kill();
    }

    /** {@code SIGSTOP} of a resource service's node. */
    public void freeze(Platform.Node node) {
        process(node).freeze();
    }

    /** {@code SIGCONT}. */
    public void thaw(Platform.Node node) {
        process(node).thaw();
    }

    private ServiceProcess process(Platform.Node node) {
        return services.stream()
                .filter(service -> service.name().equals(node.name()))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> trust(String issuer) {
        return Map.of(
                "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                issuer,
                "spring.security.oauth2.resourceserver.jwt.audiences",
                "curfew",
                "curfew.listener.bootstrap-servers",
                foundation.bootstrapServers(),
                // Asked only where a test gives a policy that asks.
                "curfew.listener.introspection.uri",
                issuer + "/auth/introspect",
                "curfew.listener.introspection.client-id",
                INTROSPECTOR,
                "curfew.listener.introspection.client-secret",
                INTROSPECTION_SECRET);
    }

    private Map<String, String> store(String issuer) {
        Foundation.Database database = foundation.database();
        return Map.ofEntries(
                Map.entry("spring.datasource.url", database.url()),
                Map.entry("spring.datasource.username", database.user()),
                Map.entry("spring.datasource.password", database.password()),
                Map.entry("curfew.issuer", issuer),
                Map.entry("spring.security.oauth2.resourceserver.jwt.audiences", "curfew," + issuer),
                Map.entry("curfew.kafka.bootstrap-servers", foundation.bootstrapServers()),
                Map.entry("curfew.query.bootstrap-servers", foundation.bootstrapServers()),
                Map.entry("curfew.session.reuse-leeway", "2s"),
                // How fast a busy machine hashes passwords is no test's matter.
                Map.entry("curfew.passwords.patience", "60s"),
                Map.entry("curfew.bootstrap.admin-password", ADMIN_PASSWORD),
                Map.entry("curfew.bootstrap.auditor-password", AUDITOR_PASSWORD),
                Map.entry("curfew.introspection.clients." + INTROSPECTOR, INTROSPECTION_SECRET));
    }

    private ServiceProcess service(String name, String module, int port, Map<String, String> settings) {
        ServiceProcess service = new ServiceProcess(name, Programs.unpacked(module), port, settings, logs);
        services.add(service);
        return service;
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::close);
        foundation.close();
    }
}
