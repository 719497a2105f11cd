package io.curfew.e2e.operations;

import io.curfew.standalone.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real broker that knows its users and lets nobody do what no right names, with the topics and rights of the Kubernetes
 * manifests. Users prove themselves by a password here, by certificates there; rights are the same.
 */
final class SecuredBroker implements AutoCloseable {
    private static final List<String> USERS = List.of("auth-command", "auth-query", "orders", "stranger");

    private final int insidePort = Ports.anyFree();
    private final int clientPort = Ports.anyFree();
    private final int controllerPort = Ports.anyFree();
    private final KafkaRaftServer server;

    SecuredBroker(Path data) {
        Map<String, String> settings = settings(data);
        format(data);
        server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + insidePort))) {
            makeTopics(admin);
            grantRights(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + clientPort;
    }

    /** What a client must be told to be this user. */
    static Map<String, String> clientSettings(String user) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user
                        + "\" password=\"secret-of-" + user + "\";");
    }

    private Map<String, String> settings(Path data) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        String inside = "INSIDE://127.0.0.1:" + insidePort;
        String clients = "CLIENTS://127.0.0.1:" + clientPort;
        settings.put("listeners", inside + "," + clients + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", inside + "," + clients);
        settings.put("listener.security.protocol.map", "INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT,CLIENTS:SASL_PLAINTEXT");
        settings.put("inter.broker.listener.name", "INSIDE");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", data.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:ANONYMOUS");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        StringBuilder users = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        USERS.forEach(user -> users.append(" user_")
                .append(user)
                .append("=\"secret-of-")
                .append(user)
                .append('"'));
        settings.put(
                "listener.name.clients.plain.sasl.jaas.config",
                users.append(';').toString());
        return settings;
    }

    private static void format(Path data) {
        try {
            new Formatter()
                    .setPrintStream(System.err)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One broker has one copy of each record. */
    private static void makeTopics(Admin admin) throws ExecutionException, InterruptedException {
        List<NewTopic> topics = Manifests.topics().stream()
                .map(topic -> {
                    Map<String, String> settings = new HashMap<>(topic.settings());
                    settings.put("min.insync.replicas", "1");
                    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.of((short) 1))
                            .configs(settings);
                })
                .toList();
        admin.createTopics(topics).all().get();
    }

    private static void grantRights(Admin admin) throws ExecutionException, InterruptedException {
        List<AclBinding> bindings = new ArrayList<>();
        for (Manifests.Right right : Manifests.rights()) {
            String operation = right.operation().replaceAll("([a-z])([A-Z])", "$1_$2");
            bindings.add(new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, right.topic(), PatternType.LITERAL),
                    new AccessControlEntry(
                            "User:" + right.user(), "*", AclOperation.fromString(operation), AclPermissionType.ALLOW)));
        }
        admin.createAcls(bindings).all().get();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
