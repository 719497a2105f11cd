package io.curfew.listener.kafka;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One KRaft node on loopback whose data outlives it, so that it can be stopped and started again on the same port. */
public final class TestBroker implements AutoCloseable {
    /** So that one started again need not wait long until the one before is taken for gone. */
    private static final int SHORT_SESSION = 2_000;

    /** So that a busy machine does not make a broker that nobody stops be taken for gone. */
    private static final int LONG_SESSION = 20_000;

    private static TestBroker shared;

    private final Path data;
    private final int sessionMillis;
    private final int port = FreePort.next();
    private final int controllerPort = FreePort.next();
    private final int linkedPort = FreePort.next();
    /** Where clients of the second listener are told to go: a proxy that a test puts in between. */
    private final int linkPort = FreePort.next();

    private KafkaRaftServer server;
    private KafkaProducer<byte[], byte[]> producer;
    private Admin admin;

    public TestBroker(Path data) throws Exception {
        this(data, SHORT_SESSION);
    }

    private TestBroker(Path data, int sessionMillis) throws Exception {
        this.data = data;
        this.sessionMillis = sessionMillis;
        Formatter formatter = new Formatter()
                .setPrintStream(
                        new PrintStream(new ByteArrayOutputStream(), true, java.nio.charset.StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(Optional.empty())
                .addDirectory(data.toString());
        formatter.run();
        start();
        createTopic(ReceiptsTopic.NAME, ReceiptsTopic.settings());
    }

    /** One for all test classes of a JVM that do not stop it; their topics have names of their own. Ends with the JVM. */
    public static synchronized TestBroker shared() throws Exception {
        if (shared == null) {
            shared = new TestBroker(
                    Files.createDirectories(Path.of("target", "kafka-" + Uuid.randomUuid())), LONG_SESSION);
        }
        return shared;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The port a proxy must listen on to be the only way to the broker for those who begin there. */
    public int linkPort() {
        return linkPort;
    }

    /** The port that proxy leads to. */
    public int linkedPort() {
        return linkedPort;
    }

    public void start() {
        server = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
        server.startup();
        Map<String, Object> client =
                Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", 0, "acks", "all", "metric.reporters", "");
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    public boolean isRunning() {
        return server != null;
    }

    public void stop() {
        producer.close(java.time.Duration.ZERO);
        admin.close(java.time.Duration.ZERO);
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    public void createTopic(String name) throws Exception {
        createTopic(name, RevocationsTopic.settings());
    }

    public void createTopic(String name, Map<String, String> settings) throws Exception {
        NewTopic topic = new NewTopic(name, RevocationsTopic.PARTITIONS, (short) 1).configs(settings);
        admin.createTopics(List.of(topic)).all().get();
    }

    public void deleteTopic(String name) throws Exception {
        admin.deleteTopics(List.of(name)).all().get();
    }

    public void addPartition(String name) throws Exception {
        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(2))).all().get();
    }

    public void deleteRecordsBefore(String topic, long offset) throws Exception {
        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    public void set(String topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp operation = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(operation)))
                .all()
                .get();
    }

    /** Returns when the record is acknowledged; the offset it got. */
    public long publish(String topic, Notice notice) throws ExecutionException, InterruptedException {
        return publish(topic, NoticeCodec.encodeKey(notice), NoticeCodec.encodeValue(notice));
    }

    public long publish(String topic, byte[] key, byte[] value) throws ExecutionException, InterruptedException {
        return publish(topic, 0, key, value);
    }

    public long publish(String topic, int partition, byte[] key, byte[] value)
            throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(topic, partition, key, value))
                .get()
                .offset();
    }

    /** Returns when all are acknowledged. */
    public void publishAll(String topic, Stream<? extends Notice> notices) {
        notices.forEach(notice -> {
            var unused = producer.send(
                    new ProducerRecord<>(topic, 0, NoticeCodec.encodeKey(notice), NoticeCodec.encodeValue(notice)));
        });
        producer.flush();
    }

    @Override
    public void close() {
        if (server != null) {
            stop();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",LINKED://127.0.0.1:" + linkedPort + ",CONTROLLER://127.0.0.1:"
                        + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port + ",LINKED://127.0.0.1:" + linkPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,LINKED:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", data.toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.io.threads", "2");
        settings.put("num.network.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("broker.session.timeout.ms", Integer.toString(sessionMillis));
        settings.put("broker.heartbeat.interval.ms", "500");
        return settings;
    }
}
