package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node makes of a topic that is not what it was: it turns stale, says why, and comes back by itself. */
class KafkaRebuildIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static TestBroker broker;

    private final String topic = "revocations-" + UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final SettableClock clock = new SettableClock();

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
    void I4_a_topic_deleted_and_created_again_is_read_anew_and_nothing_is_forgotten() throws Exception {
        relay();
        RevocationListener listener = ready();
        String before = revoke();
        awaitVerdict(listener, before, Verdict.REVOKED);

        broker.deleteTopic(topic);
        broker.createTopic(topic);

        // Whether the identity or the lost place in it is noticed first is a race; it is stale either way.
        awaitStale(listener, topic);
        awaitVerdict(listener, "any", Verdict.ACTIVE);
        assertThat(listener.check(token(before))).isEqualTo(Verdict.REVOKED);
        awaitVerdict(listener, revoke(), Verdict.REVOKED);
    }

    @Test
    void a_partition_it_does_not_read_makes_it_begin_anew_and_wait_for_a_watermark_there() throws Exception {
        relay();
        RevocationListener listener = ready();

        broker.addPartition(topic);

        awaitStale(listener, "2 partitions instead of 1");
        // The test's relay knows of one partition only: as long as nothing is heard from the other, nothing passes.
        await().during(Duration.ofSeconds(4)).atMost(LONG).untilAsserted(() -> assertThat(listener.check(token("any")))
                .isEqualTo(Verdict.STALE));
        open.add(new TestRelay(broker, topic, 1));
        awaitVerdict(listener, "any", Verdict.ACTIVE);
    }

    @Test
    void a_record_that_is_no_notice_is_never_skipped_in_silence() throws Exception {
        relay();
        RevocationListener listener = ready();
        long offset = broker.publish(topic, "sid:x".getBytes(StandardCharsets.UTF_8), new byte[] {'{', '}'});

        awaitStale(listener, topic + "-0@" + offset);
        assertThat(listener.status().undecodable()).isEqualTo(1);
        // Revocations behind it are still applied, and watermarks prove nothing any more.
        awaitVerdict(listener, revoke(), Verdict.REVOKED);
        long watermarks = listener.status().watermarks();
        await().until(() -> listener.status().watermarks() > watermarks + 2);
        assertThat(listener.check(token("any"))).isEqualTo(Verdict.STALE);
    }

    @Test
    void a_record_of_a_kind_from_the_future_makes_it_stale_until_no_token_of_then_is_left() throws Exception {
        relay();
        RevocationListener listener = ready();
        broker.publish(
                topic,
                "device:d".getBytes(StandardCharsets.UTF_8),
                "{\"v\":1,\"kind\":\"device\",\"device\":\"d\",\"revoked_at\":1,\"expires_at\":2}"
                        .getBytes(StandardCharsets.UTF_8));
        awaitStale(listener, "no notice this version understands");

        // Longer than any token accepted here lives.
        clock.turn(Duration.ofHours(2));

        awaitVerdict(listener, "any", Verdict.ACTIVE);
    }

    @Test
    void I4_a_wall_clock_that_was_ahead_and_is_set_right_makes_it_read_what_it_had_left_out() throws Exception {
        relay();
        String sid = revoke();
        clock.turn(Duration.ofHours(2));
        RevocationListener listener = ready();
        assertThat(listener.status().applied()).as("too old, by that clock").isZero();

        clock.turn(Duration.ofHours(-2));

        awaitVerdict(listener, sid, Verdict.REVOKED);
        awaitVerdict(listener, "any", Verdict.ACTIVE);
    }

    @Test
    void I1_a_wall_clock_that_jumps_ahead_may_mean_that_the_machine_slept() throws Exception {
        relay();
        RevocationListener listener = ready();

        clock.turn(Duration.ofHours(2));

        awaitStale(listener, "jumped ahead");
        awaitVerdict(listener, "any", Verdict.ACTIVE);
    }

    @Test
    void settings_that_become_unsafe_later_make_it_stale_until_they_are_safe() throws Exception {
        relay();
        RevocationListener listener = ready();

        broker.set(topic, "retention.ms", "60000");
        awaitStale(listener, "retention.ms is 60000");
        broker.set(topic, "retention.ms", "86400000");

        awaitVerdict(listener, "any", Verdict.ACTIVE);
    }

    @Test
    void I12_a_topic_cut_at_its_front_is_not_taken_for_the_whole_truth() throws Exception {
        relay();
        long first = broker.publish(topic, session(UUID.randomUUID().toString()));
        broker.deleteRecordsBefore(topic, first + 1);
        RevocationListener listener = listener();
        broker.publish(topic, new Notice.Watermark(Instant.now(), new Notice.Unexpired(1, first)));

        awaitStale(listener, "were removed from the topic");

        // The relay publishes again what is missing.
        long again = broker.publish(topic, session(UUID.randomUUID().toString()));
        broker.publish(topic, new Notice.Watermark(Instant.now(), new Notice.Unexpired(1, again)));
        awaitVerdict(listener, "any", Verdict.ACTIVE);
    }

    @Test
    void a_revocation_missing_inside_the_log_is_noticed_from_the_relays_count() throws Exception {
        relay();
        RevocationListener listener = ready();
        long from = broker.publish(topic, session(UUID.randomUUID().toString()));
        broker.publish(topic, new Notice.Watermark(Instant.now(), new Notice.Unexpired(2, from)));

        awaitStale(listener, "2 unexpired ones are claimed from offset " + from + " on, 1 were there");

        revoke();
        broker.publish(topic, new Notice.Watermark(Instant.now(), new Notice.Unexpired(2, from)));
        awaitVerdict(listener, "any", Verdict.ACTIVE);
    }

    private void awaitStale(RevocationListener listener, String why) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> listener.check(token("any")) == Verdict.STALE
                        && listener.status().detail().contains(why));
    }

    private static void awaitVerdict(RevocationListener listener, String sid, Verdict verdict) {
        await().atMost(LONG).untilAsserted(() -> assertThat(listener.check(token(sid)))
                .as(listener.status().detail())
                .isEqualTo(verdict));
    }

    private String revoke() throws Exception {
        String sid = UUID.randomUUID().toString();
        broker.publish(topic, session(sid));
        return sid;
    }

    private static Notice.Session session(String sid) {
        Instant now = Instant.now();
        return new Notice.Session(sid, now, now.plusSeconds(900));
    }

    private void relay() {
        open.add(new TestRelay(broker, topic));
    }

    private RevocationListener ready() throws InterruptedException {
        RevocationListener listener = listener();
        assertThat(listener.awaitReady(LONG)).isTrue();
        return listener;
    }

    private RevocationListener listener() {
        RevocationListener listener = RevocationListener.builder()
                .bootstrapServers(broker.bootstrapServers())
                .topic(topic)
                .maxStaleness(Duration.ofSeconds(3))
                .time(clock, System::nanoTime)
                .build();
        open.add(listener);
        listener.start();
        return listener;
    }

    private static TokenClaims token(String sid) {
        Instant now = Instant.now();
        return TokenClaims.ofSession(sid, "jti", now, now.plusSeconds(900));
    }
}
