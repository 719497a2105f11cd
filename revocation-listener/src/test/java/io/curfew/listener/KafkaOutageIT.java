package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node makes of a Kafka that goes away, comes back, or was never there; and of a thread of its own that dies. */
class KafkaOutageIT {
    private static final Duration LONG = Duration.ofSeconds(40);

    private static TestBroker broker;

    private final String topic = "revocations-" + UUID.randomUUID();

    @BeforeAll
    static void startBroker(@TempDir Path data) throws Exception {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        if (!broker.isRunning()) {
            broker.start(); // the test before has stopped it
        }
        broker.createTopic(topic);
    }

    @Test
    void I1_a_node_cut_off_from_kafka_stops_deciding_and_goes_on_where_it_was() throws Exception {
        try (TestRelay relay = new TestRelay(broker, topic);
                RevocationListener listener = listener()) {
            listener.start();
            assertThat(listener.awaitReady(LONG)).isTrue();
            broker.publish(topic, session("sid-before"));
            await().untilAsserted(() ->
                    assertThat(listener.check(token("sid-before"))).isEqualTo(Verdict.REVOKED));

            broker.stop();
            await().atMost(LONG).untilAsserted(() -> assertThat(listener.check(token("any")))
                    .isEqualTo(Verdict.STALE));
            // I3, I4: what is known stays known.
            assertThat(listener.check(token("sid-before"))).isEqualTo(Verdict.REVOKED);

            broker.start();
            broker.publish(topic, session("sid-after"));
            await().atMost(LONG).untilAsserted(() -> assertThat(listener.check(token("any")))
                    .isEqualTo(Verdict.ACTIVE));
            // Fresh means known within the bound, and this was published only now.
            await().untilAsserted(
                            () -> assertThat(listener.check(token("sid-after"))).isEqualTo(Verdict.REVOKED));
            assertThat(relay).isNotNull();
        }
    }

    @Test
    void a_node_started_without_kafka_says_so_keeps_trying_and_becomes_ready() throws Exception {
        broker.stop();
        try (RevocationListener listener = listener()) {
            listener.start();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(listener.status().detail()).contains(broker.bootstrapServers()));
            assertThat(listener.check(token("any"))).isEqualTo(Verdict.STALE);
            assertThat(listener.status().state()).isEqualTo(ListenerStatus.State.STARTING);

            broker.start();
            try (TestRelay relay = new TestRelay(broker, topic)) {
                assertThat(listener.awaitReady(LONG)).isTrue();
                assertThat(relay).isNotNull();
            }
        }
    }

    @Test
    void a_listener_closes_promptly_also_while_it_cannot_connect() {
        broker.stop();
        RevocationListener listener = listener();
        listener.start();
        await().atMost(LONG).until(() -> listener.status().detail().contains("trying on"));

        assertThat(CompletableFuture.runAsync(listener::close).orTimeout(20, TimeUnit.SECONDS))
                .succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void the_death_of_the_consumer_thread_is_reported_and_is_never_taken_for_no_revocations() throws Exception {
        CompletableFuture<String> failure = new CompletableFuture<>();
        DyingSink sink = new DyingSink(failure);
        try (KafkaNoticeFeed feed =
                new KafkaNoticeFeed(Map.of("bootstrap.servers", broker.bootstrapServers()), topic)) {
            feed.start(sink, Duration.ofHours(1));
            broker.publish(topic, session("sid"));

            assertThat(failure)
                    .succeedsWithin(LONG)
                    .asString()
                    .contains("the consumer thread died of java.lang.StackOverflowError");
        }
    }

    private RevocationListener listener() {
        return RevocationListener.builder()
                .bootstrapServers(broker.bootstrapServers())
                .topic(topic)
                .maxStaleness(Duration.ofSeconds(3))
                .build();
    }

    private static Notice.Session session(String sid) {
        Instant now = Instant.now();
        return new Notice.Session(sid, now, now.plusSeconds(900));
    }

    private static TokenClaims token(String sid) {
        Instant now = Instant.now();
        return TokenClaims.ofSession(sid, "jti", now, now.plusSeconds(900));
    }

    /** Kills whoever applies a revocation. */
    private record DyingSink(CompletableFuture<String> failure) implements NoticeFeed.Sink {
        @Override
        public void apply(Notice.Revocation revocation) {
            throw new StackOverflowError();
        }

        @Override
        public void upToDateAsOf(long nanoTime) {}

        @Override
        public void lost(String why) {}

        @Override
        public void waiting(String why) {}

        @Override
        public void seen(NoticeKind kind) {}

        @Override
        public void undecodable(String where, String why) {}

        @Override
        public void failed(String why, Throwable cause) {
            failure.complete(why);
        }
    }
}
