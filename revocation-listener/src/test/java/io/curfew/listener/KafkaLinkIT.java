package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.core.throttle.rate.ByteRateThrottler;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/**
 * A healthy broker behind a bad link, which only this node has: what was acknowledged to others must still be refused here
 * within the bound (I1), and what is known must hold (I4).
 */
class KafkaLinkIT {
    private static final Duration MAX_STALENESS = Duration.ofSeconds(3);
    /** Bytes a second. */
    private static final int SLOW = 5_000;

    /** Of more than a kilobyte each, so that they take that link the better part of a minute. */
    private static final int BATCHES = 200;

    private static final int REVOCATIONS_A_BATCH = 10;

    private static final Duration LONG = Duration.ofSeconds(40);

    private static TestBroker broker;

    private final String topic = "revocations-" + UUID.randomUUID();
    private TestRelay relay;
    private NioReactor reactor;
    private TcpCrusher link;
    private RevocationListener listener;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.shared(); // no other class uses its link
    }

    @BeforeEach
    void start() throws Exception {
        broker.createTopic(topic);
        relay = new TestRelay(broker, topic);
        reactor = new NioReactor();
        link = link(0);
        listener = RevocationListener.builder()
                .bootstrapServers("127.0.0.1:" + broker.linkPort())
                .topic(topic)
                .maxStaleness(MAX_STALENESS)
                // Little at a time, so that behind a slow link it hears something now and then, and is not just cut
                // off.
                .kafka(Map.of("max.partition.fetch.bytes", 4096))
                .build();
        listener.start();
        assertThat(listener.awaitReady(LONG)).isTrue();
    }

    @AfterEach
    void stop() {
        listener.close();
        link.close();
        reactor.close();
        relay.close();
    }

    @Test
    @DisplayName("I1 BoundedStaleness: a node cut off from a broker that all others reach")
    void partitioned() throws Exception {
        String known = revoke();
        awaitVerdict(known, Verdict.REVOKED);

        link.close();
        String missed = revoke();

        neverActiveAfterTheBound(missed);
        assertThat(listener.check(token(known))).isEqualTo(Verdict.REVOKED);
        link.open();
        awaitVerdict("any", Verdict.ACTIVE);
        assertThat(listener.check(token(missed))).isEqualTo(Verdict.REVOKED);
    }

    @Test
    @DisplayName("I1 BoundedStaleness: a half-open connection, which nobody closes and nothing comes through")
    void half_open() throws Exception {
        link.freeze();
        String missed = revoke();

        neverActiveAfterTheBound(missed);
        link.unfreeze();
        awaitVerdict("any", Verdict.ACTIVE);
        assertThat(listener.check(token(missed))).isEqualTo(Verdict.REVOKED);
    }

    @Test
    @DisplayName("I1 BoundedStaleness: a link so slow that the node cannot keep up")
    void slow() throws Exception {
        link.close();
        link = link(SLOW);
        for (int i = 0; i < BATCHES; i++) {
            broker.publishAll(topic, Stream.generate(KafkaLinkIT::session).limit(REVOCATIONS_A_BATCH));
        }
        String last = revoke();

        // All those before it come through first, which takes far longer than this looks.
        neverActiveAfterTheBound(last);
        link.close();
        link = link(0);
        awaitVerdict("any", Verdict.ACTIVE);
        assertThat(listener.check(token(last))).isEqualTo(Verdict.REVOKED);
    }

    /** Literally I1: no check begun later than the bound after the acknowledgement, which came before this call, accepts. */
    private void neverActiveAfterTheBound(String sid) {
        long acknowledged = System.nanoTime();
        TokenClaims token = token(sid);
        await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> {
            long begun = System.nanoTime() - acknowledged;
            if (listener.check(token) == Verdict.ACTIVE) {
                assertThat(Duration.ofNanos(begun)).isLessThanOrEqualTo(MAX_STALENESS);
            }
            return begun > MAX_STALENESS.plusSeconds(5).toNanos();
        });
        assertThat(listener.check(token)).as("it has not come through").isEqualTo(Verdict.STALE);
    }

    private void awaitVerdict(String sid, Verdict verdict) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(listener.check(token(sid))).isEqualTo(verdict));
    }

    private TcpCrusher link(int bytesPerSecond) {
        TcpCrusherBuilder builder = TcpCrusherBuilder.builder()
                .withReactor(reactor)
                .withBindAddress("127.0.0.1", broker.linkPort())
                .withConnectAddress("127.0.0.1", broker.linkedPort());
        if (bytesPerSecond > 0) {
            builder.withIncomingThrottlerFactory(address -> new ByteRateThrottler(bytesPerSecond, 1, TimeUnit.SECONDS));
        }
        return builder.buildAndOpen();
    }

    private String revoke() throws Exception {
        Notice.Session revocation = session();
        broker.publish(topic, revocation);
        return revocation.sid();
    }

    private static Notice.Session session() {
        Instant now = Instant.now();
        return new Notice.Session(UUID.randomUUID().toString(), now, now.plusSeconds(900));
    }

    private static TokenClaims token(String sid) {
        Instant now = Instant.now();
        return TokenClaims.ofSession(sid, "jti", now, now.plusSeconds(900));
    }
}
