package io.curfew.command.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.curfew.command.StartRefusedException;
import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Databases;
import io.curfew.events.SessionEventsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedExceptionUtils;

/** Wrong configuration fails at start with one sentence that says what to do. */
class StartRefusedIT {

    @Test
    void without_bootstrap_servers() {
        assertThat(refusal(Databases.fresh("h2"))).contains("curfew.kafka.bootstrap-servers is not set");
    }

    @Test
    void without_kafka() {
        List<String> properties = new ArrayList<>(Databases.fresh("h2"));
        properties.addAll(List.of("curfew.kafka.bootstrap-servers=127.0.0.1:1", "curfew.kafka.startup-timeout=2s"));

        assertThat(refusal(properties)).contains("Kafka at 127.0.0.1:1 did not serve within 2 s");
    }

    @Test
    @DisplayName("H2 without WRITE_DELAY=0 would lose acknowledged log-outs")
    void with_an_h2_file_that_writes_late(@TempDir Path directory) {
        List<String> properties = new ArrayList<>(CoreNode.topics(Broker.address()));
        properties.add("spring.datasource.url=jdbc:h2:file:" + directory.resolve("late"));

        assertThat(refusal(properties)).contains("Add ;WRITE_DELAY=0 to spring.datasource.url");
    }

    @Test
    void without_the_database() {
        List<String> properties = new ArrayList<>(CoreNode.topics(Broker.address()));
        properties.add("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none");

        assertThat(refusal(properties))
                .contains("The database cannot be reached")
                .contains("spring.datasource.url");
    }

    @Test
    void with_a_topic_that_forgets_too_early() throws Exception {
        List<String> properties = new ArrayList<>(CoreNode.surroundings("h2"));
        make("revocations", properties, 1, Map.of("retention.ms", "60000"));

        assertThat(refusal(properties)).contains("is unsafe").contains("retention.ms is 60000");
    }

    @Test
    void with_receipts_in_several_partitions_whose_order_would_prove_nothing() throws Exception {
        List<String> properties = new ArrayList<>(CoreNode.surroundings("h2"));
        make("receipts", properties, 3, ReceiptsTopic.settings());

        assertThat(refusal(properties)).contains("is unsafe").contains("it has 3 partitions, must have 1");
    }

    private static void make(String which, List<String> properties, int partitions, Map<String, String> settings)
            throws Exception {
        String topic = properties.stream()
                .filter(property -> property.startsWith("curfew.kafka." + which + "-topic="))
                .map(property -> property.substring(property.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
            admin.createTopics(
                            List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings)))
                    .all()
                    .get();
        }
    }

    @Test
    void with_missing_topics_that_may_not_be_created() {
        List<String> properties = new ArrayList<>(CoreNode.surroundings("h2"));
        properties.add("curfew.kafka.create-topics=false");

        assertThat(refusal(properties)).contains("does not exist").contains("curfew.kafka.create-topics=true");
    }

    @Test
    void but_not_without_topics_that_revoking_can_do_without() throws Exception {
        List<String> properties = new ArrayList<>(CoreNode.surroundings("h2"));
        properties.add("curfew.kafka.create-topics=false");
        make("events", properties, SessionEventsTopic.PARTITIONS, SessionEventsTopic.settings());
        make("revocations", properties, RevocationsTopic.PARTITIONS, RevocationsTopic.settings());
        make("receipts", properties, ReceiptsTopic.PARTITIONS, ReceiptsTopic.settings());

        assertThatCode(() -> CoreNode.start(properties).close()).doesNotThrowAnyException();
    }

    @Test
    void with_a_senseless_policy() {
        List<String> properties = new ArrayList<>(CoreNode.surroundings("h2"));
        properties.add("curfew.session.limit=0");

        assertThat(refusal(properties)).contains("curfew.session.limit must be between 1 and 1000");
    }

    private static String refusal(List<String> properties) {
        Throwable failure = catchThrowable(() -> CoreNode.start(properties).close());
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        assertThat(root).isInstanceOf(StartRefusedException.class);
        return root.getMessage();
    }
}
