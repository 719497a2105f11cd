package io.curfew.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.standalone.Ports;
import io.curfew.standalone.ProcessLock;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Test
    @DisplayName(
            "I2 NoAckedRevocationLost: a broker killed with -9 comes back by itself with every acknowledged record")
    void a_killed_broker_comes_back_with_every_acknowledged_record() throws Exception {
        int port = Ports.anyFree();
        try (Broker broker = start(port)) {
            broker.awaitReady();
            createTopic(port);
            long killed = broker.pid();
            int acknowledged = produceUntilKilled(port, killed);

            await().atMost(PATIENCE).until(() -> broker.pid() != killed);

            assertThat(messages).containsExactly("Kafka ended unexpectedly (code 137); starting it again");
            assertThat(read(port, acknowledged)).hasSizeGreaterThanOrEqualTo(acknowledged);
        }
    }

    @Test
    void records_and_topics_outlive_a_clean_stop_although_the_port_changes() throws Exception {
        int before = Ports.anyFree();
        try (Broker broker = start(before)) {
            broker.awaitReady();
            createTopic(before);
            produce(before, "kept");
        }
        int after = Ports.anyFree();
        try (Broker broker = start(after)) {
            broker.awaitReady();
            assertThat(read(after, 1)).containsExactly("kept");
        }
    }

    @Test
    void it_goes_away_when_its_parent_is_killed() throws Exception {
        Process parent = startParent();
        long child = firstNumber(parent);
        assertThat(ProcessHandle.of(child)).isPresent();

        parent.destroyForcibly();

        await().atMost(PATIENCE).until(() -> ProcessHandle.of(child).isEmpty());
        // Nothing is left that would keep a new one from starting.
        ProcessLock.acquire(directory.resolve("kafka").resolve(BrokerMain.LOCK), Duration.ofSeconds(1))
                .close();
    }

    @Test
    void one_that_outlived_its_parent_is_ended_before_the_next_starts() throws Exception {
        Process parent = startParent();
        long child = firstNumber(parent);
        try {
            // It is alive and holds the directory: a stand-in for one that does not notice its parent's end.
            Broker.clearStale(directory.resolve("kafka"), messages::add);

            assertThat(messages).containsExactly("ending a broker of an earlier run (process " + child + ")");
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void a_port_taken_meanwhile_is_said() throws Exception {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Broker broker = start(somebody.getLocalPort())) {
            assertThatThrownBy(broker::awaitReady)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Kafka did not start")
                    .hasMessageContaining("127.0.0.1:" + somebody.getLocalPort());
        }
    }

    private Broker start(int port) {
        return Broker.start(port, directory.resolve("kafka"), directory, messages::add);
    }

    private Process startParent() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                BrokerParent.class.getName(),
                directory.toString(),
                String.valueOf(Ports.anyFree()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static long firstNumber(Process process) throws Exception {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        while (line != null && !line.matches("\\d+")) {
            line = reader.readLine();
        }
        return Long.parseLong(String.valueOf(line));
    }

    private static void createTopic(int port) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.createTopics(List.of(new NewTopic("records", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void produce(int port, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(port)) {
            producer.send(new ProducerRecord<>("records", value)).get();
        }
    }

    /** Sends one record after the other and kills the broker amid them; says how many were acknowledged. */
    private static int produceUntilKilled(int port, long pid) throws Exception {
        int acknowledged = 0;
        try (KafkaProducer<String, String> producer = producer(port)) {
            for (; acknowledged < 500; acknowledged++) {
                producer.send(new ProducerRecord<>("records", String.valueOf(acknowledged)))
                        .get();
            }
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        }
        return acknowledged;
    }

    private static KafkaProducer<String, String> producer(int port) {
        return new KafkaProducer<>(settings(port), new StringSerializer(), new StringSerializer());
    }

    private static List<String> read(int port, int atLeast) {
        List<String> values = new CopyOnWriteArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings(port), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("records", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofMillis(200))) {
                    values.add(read.value());
                }
                return values.size() >= atLeast;
            });
        }
        return values;
    }

    private static Properties settings(int port) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", "127.0.0.1:" + port);
        settings.put("acks", "all");
        settings.put("linger.ms", "0");
        return settings;
    }
}
