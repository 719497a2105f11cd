package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The listener on a real Kafka. Each test has its own topic. */
class KafkaNoticeFeedIT {
    private static TestBroker broker;

    private final String topic = "revocations-" + UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.shared();
    }

    @BeforeEach
    void createTopic() throws Exception {
        broker.createTopic(topic);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void I12_is_not_ready_on_a_topic_without_a_live_watermark_however_long_it_waits() throws Exception {
        broker.publish(topic, new Notice.Watermark(Instant.now()));
        RevocationListener listener = listener();

        await().atMost(Duration.ofSeconds(20)).until(() -> listener.status().watermarks() == 1);
        // Five probes long: the old watermark is read, and proves nothing.
        assertThat(listener.awaitReady(Duration.ofSeconds(5))).isFalse();
        assertThat(listener.check(token("any"))).isEqualTo(Verdict.STALE);

        relay();
        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void knows_what_was_revoked_before_during_and_after_its_start() throws Exception {
        relay();
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            before.add(revoke());
        }
        RevocationListener listener = listener();
        List<String> during = new ArrayList<>();
        while (!listener.status().ready()) {
            during.add(revoke());
        }

        assertThat(before).allSatisfy(sid -> assertRefused(listener, sid));
        // The last of these was perhaps published after the proof of being ready: it is due a moment later.
        String after = revoke();
        await().untilAsserted(() -> assertRefused(listener, after));
        await().untilAsserted(() -> assertThat(during).allSatisfy(sid -> assertRefused(listener, sid)));
        await().untilAsserted(
                        () -> assertThat(listener.check(token("not-revoked"))).isEqualTo(Verdict.ACTIVE));
    }

    @Test
    void I12_everything_acknowledged_before_the_start_is_refused_by_the_first_check_after_ready() throws Exception {
        relay();
        for (int round = 0; round < 3; round++) {
            String sid = revoke();
            RevocationListener listener = listener();
            assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();

            assertThat(listener.check(token(sid))).isEqualTo(Verdict.REVOKED);
        }
    }

    @Test
    void I4_what_a_node_refused_it_refuses_after_its_restart_from_the_first_moment() throws Exception {
        relay();
        RevocationListener before = ready();
        String sid = revoke();
        await().untilAsserted(() -> assertRefused(before, sid));
        before.close();

        RevocationListener after = listener();
        // Never ACTIVE at any moment of the start: first it cannot know, then it knows.
        Verdict verdict = after.check(token(sid));
        while (verdict != Verdict.REVOKED) {
            assertThat(verdict).isEqualTo(Verdict.STALE);
            verdict = after.check(token(sid));
        }
        assertThat(after.awaitReady(Duration.ofSeconds(20))).isTrue();
        assertThat(after.check(token(sid))).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void I9_silence_of_the_relay_makes_it_stale_and_its_return_ends_that() throws Exception {
        TestRelay relay = relay();
        RevocationListener listener = ready();
        await().untilAsserted(() -> assertThat(listener.check(token("any"))).isEqualTo(Verdict.ACTIVE));

        relay.close();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(listener.check(token("any"))).isEqualTo(Verdict.STALE));
        assertThat(listener.status().state()).isEqualTo(ListenerStatus.State.STALE);

        relay();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(listener.check(token("any"))).isEqualTo(Verdict.ACTIVE));
    }

    @Test
    void refuses_an_unsafe_topic_in_one_sentence_and_is_ready_once_it_was_made_safe() throws Exception {
        Map<String, String> unsafe = new HashMap<>(RevocationsTopic.settings());
        unsafe.put("cleanup.policy", "compact");
        unsafe.put("retention.ms", "60000");
        String name = topic + "-unsafe";
        broker.createTopic(name, unsafe);
        open.add(new TestRelay(broker, name));
        RevocationListener listener = start(name);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(listener.status().detail())
                        .contains("could lose revocations", "cleanup.policy is compact", "retention.ms is 60000"));
        assertThat(listener.check(token("any"))).isEqualTo(Verdict.STALE);

        broker.set(name, "cleanup.policy", "delete");
        broker.set(name, "retention.ms", "86400000");
        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void waits_for_a_topic_that_does_not_exist_yet() throws Exception {
        String name = topic + "-late";
        RevocationListener listener = start(name);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(listener.status().detail()).contains("topic " + name + " does not exist"));

        broker.createTopic(name);
        open.add(new TestRelay(broker, name));

        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void reads_only_as_far_back_as_tokens_live() throws Exception {
        relay();
        revoke();
        RevocationListener listener = RevocationListener.builder()
                .bootstrapServers(broker.bootstrapServers())
                .topic(topic)
                // By this clock the record above is two hours old, so no record is young enough.
                .time(java.time.Clock.offset(java.time.Clock.systemUTC(), Duration.ofHours(2)), System::nanoTime)
                .build();
        open.add(listener);
        listener.start();

        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();
        assertThat(listener.status().applied()).isZero();
    }

    private String revoke() throws Exception {
        String sid = UUID.randomUUID().toString();
        Instant now = Instant.now();
        broker.publish(topic, new Notice.Session(sid, now, now.plusSeconds(900)));
        return sid;
    }

    private TestRelay relay() {
        TestRelay relay = new TestRelay(broker, topic);
        open.add(relay);
        return relay;
    }

    private RevocationListener ready() throws InterruptedException {
        RevocationListener listener = listener();
        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();
        return listener;
    }

    private RevocationListener listener() {
        return start(topic);
    }

    private RevocationListener start(String name) {
        RevocationListener listener = RevocationListener.builder()
                .bootstrapServers(broker.bootstrapServers())
                .topic(name)
                .maxStaleness(Duration.ofSeconds(3))
                .build();
        open.add(listener);
        listener.start();
        return listener;
    }

    private static TokenClaims token(String sid) {
        Instant now = Instant.now();
        return TokenClaims.ofSession(sid, "jti", now, now.plusSeconds(900));
    }

    private static void assertRefused(RevocationListener listener, String sid) {
        assertThat(listener.check(token(sid))).isEqualTo(Verdict.REVOKED);
    }
}
