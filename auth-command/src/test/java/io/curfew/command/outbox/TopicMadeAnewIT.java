package io.curfew.command.outbox;

import static io.curfew.command.domain.Mother.revoke;
import static io.curfew.command.domain.Mother.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.RevocationsTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The race "topic deleted and recreated", as the publishing side sees it. */
class TopicMadeAnewIT {
    private final Instant now = Instant.now();
    private final List<String> properties = CoreNode.surroundings("h2");
    private String topic;
    private CoreNode node;

    @BeforeEach
    void a_published_logout() {
        node = CoreNode.start(properties);
        node.awaitSettled();
        topic = node.property("curfew.kafka.revocations-topic");
        node.commands().start(start("a", now), () -> {});
        node.commands().start(start("b", now), () -> {});
        node.commands().revoke(revoke("a", "a", now));
        await().until(() -> notices().stream().anyMatch(Notice.Watermark.class::isInstance));
    }

    @AfterEach
    void stop_node() {
        node.close();
    }

    @Test
    @DisplayName("I4 NoResurrection: a topic made anew under a running node gets every revocation that still matters")
    void a_running_node_publishes_again() throws Exception {
        make_anew();

        await().atMost(Duration.ofSeconds(30)).until(() -> revoked().contains("a"));
    }

    @Test
    @DisplayName("I12 ReadyMeansCaughtUp: a new topic has no watermark before the revocations that still matter")
    void revocations_come_before_the_first_watermark() throws Exception {
        // Expired a moment ago: a verifier's leeway may still accept its tokens (I6 TokenInsideEntry).
        node.jdbc().update("update outbox set expires_at = current_timestamp - interval '30' second");
        node.close();
        make_anew();

        node = CoreNode.start(properties);

        await().until(() -> notices().stream().anyMatch(Notice.Watermark.class::isInstance));
        List<Notice> notices = notices();
        assertThat(notices.get(0)).isInstanceOfSatisfying(Notice.Session.class, notice -> assertThat(notice.sid())
                .isEqualTo("a"));
    }

    @Test
    void a_known_topic_gets_nothing_twice() {
        node.close();
        long before = notices().size();

        node = CoreNode.start(properties);

        await().until(() -> notices().size() > before);
        assertThat(revoked()).containsExactly("a");
    }

    @Test
    @DisplayName(
            "I9 StaleIsExplained: partitions added to the topic get watermarks, or no listener would be ready again")
    void added_partitions_get_watermarks() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Topics.records(Broker.address(), topic).stream()
                                .map(ConsumerRecord::partition)
                                .distinct()
                                .count()
                        == 3);
    }

    @Test
    @DisplayName("I4 NoResurrection: what was cut off the front of the topic is published again, and watermarks say so")
    void a_cut_topic_gets_again_what_still_matters() throws Exception {
        long end = Topics.records(Broker.address(), topic).size();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(end)))
                    .all()
                    .get();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> revoked().contains("a"));
        await().atMost(Duration.ofSeconds(30)).until(() -> claims().contains(new Notice.Unexpired(
                1,
                Topics.records(Broker.address(), topic).stream()
                        .filter(message -> new String(message.key(), UTF_8).equals("sid:a"))
                        .findFirst()
                        .orElseThrow()
                        .offset())));
    }

    private List<Notice.Unexpired> claims() {
        return notices().stream()
                .filter(Notice.Watermark.class::isInstance)
                .map(notice -> ((Notice.Watermark) notice).unexpired())
                .toList();
    }

    private List<Notice> notices() {
        return Topics.notices(Broker.address(), topic);
    }

    private List<String> revoked() {
        return Topics.revokedSessions(Broker.address(), topic);
    }

    private void make_anew() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
            String old = id(admin);
            admin.deleteTopics(List.of(topic)).all().get();
            await().ignoreExceptions().until(() -> {
                try {
                    admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                                    .configs(RevocationsTopic.settings())))
                            .all()
                            .get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
                }
                return !id(admin).equals(old);
            });
        }
    }

    private String id(Admin admin) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .topicId()
                .toString();
    }
}
