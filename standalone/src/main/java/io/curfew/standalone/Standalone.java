package io.curfew.standalone;

import io.curfew.standalone.broker.Broker;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * A running platform: the broker in its child process, the front door and the resource services in this one. Thread-safe.
 */
public final class Standalone implements AutoCloseable {

    /** A running node of a resource service. */
    public record Node(String name, URI uri) {}

    private final Opened opened;
    private final Broker broker;
    private final URI frontDoor;
    private final List<Node> nodes;
    private final Passwords passwords;

    private Standalone(Opened opened, Broker broker, URI frontDoor, List<Node> nodes, Passwords passwords) {
        this.opened = opened;
        this.broker = broker;
        this.frontDoor = frontDoor;
        this.nodes = nodes;
        this.passwords = passwords;
    }

    /**
     * Starts everything and returns when every part says it is ready.
     *
     * @throws IllegalStateException when something cannot start; the message says what
     */
    public static Standalone start(StandaloneOptions options, Console console) {
        Opened opened = new Opened();
        try {
            return start(options, console, opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Standalone start(StandaloneOptions options, Console console, Opened opened) {
        DataDirectory data = opened.add(DataDirectory.open(options.data()));
        console.step("data in " + data.root());
        Passwords passwords = Passwords.prepare(data.root(), options.adminPassword(), options.auditorPassword());
        Broker.clearStale(data.kafka(), console::step);
        Ports ports = new Ports(console::step);
        int kafkaPort = ports.choose("Kafka", options.kafkaPort());
        Applications applications =
                new Applications(ports.choose("front door", options.port()), "127.0.0.1:" + kafkaPort);
        List<Node> nodes = options.services().stream()
                .map(service -> new Node(service.name(), at(ports.choose(service.name(), service.port()))))
                .toList();
        Broker broker = opened.add(Broker.start(kafkaPort, data.kafka(), data.logs(), console::step));
        // Two threads, since the machines this is for have few cores: the services' beside this one.
        CompletableFuture<Void> services = inBackground(() -> nodes.forEach(node -> {
            opened.add(applications.resourceService(node.name(), node.uri().getPort()));
            console.step(node.name() + " has started on " + node.uri());
        }));
        broker.awaitReady();
        console.step("Kafka " + AppInfoParser.getVersion() + " is ready on 127.0.0.1:" + kafkaPort);
        opened.add(applications.frontDoor(data, passwords, options.settings()));
        URI frontDoor = URI.create(applications.issuer());
        console.step("front door has started on " + frontDoor);
        join(services);
        Readiness readiness = new Readiness();
        readiness.await("front door", frontDoor);
        nodes.forEach(node -> readiness.await(node.name(), node.uri()));
        console.step("ready: every part has caught up");
        return new Standalone(opened, broker, frontDoor, nodes, passwords);
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, command -> new Thread(command, "start-services").start());
    }

    private static void join(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Where people log in and out. */
    public URI frontDoor() {
        return frontDoor;
    }

    /** The nodes of the resource services. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Kafka's address for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + broker.port();
    }

    /** The process id of the broker's child process. */
    public long brokerPid() {
        return broker.pid();
    }

    Passwords passwords() {
        return passwords;
    }

    /** Stops everything, last started first; the broker when nobody talks to it any more. Idempotent. */
    @Override
    public void close() {
        opened.close();
    }

    /** What has been opened and must be closed, last first. Something added after the end is closed at once. */
    private static final class Opened implements AutoCloseable {
        private final Deque<AutoCloseable> resources = new ArrayDeque<>();
        private boolean closed;

        <T extends AutoCloseable> T add(T resource) {
            synchronized (this) {
                if (!closed) {
                    resources.push(resource);
                    return resource;
                }
            }
            close(resource);
            throw new IllegalStateException("closed while starting");
        }

        @Override
        public synchronized void close() {
            closed = true;
            while (!resources.isEmpty()) {
                close(resources.pop());
            }
        }

        private static void close(AutoCloseable resource) {
            try {
                resource.close();
            } catch (Exception e) {
                System.getLogger(Standalone.class.getName()).log(System.Logger.Level.WARNING, "could not close", e);
            }
        }
    }
}
