package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.core.throttle.rate.ByteRateThrottler;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/**
 * A healthy broker behind a bad link, which only this node has: what was acknowledged to others must still be refused here
 * within the bound (I1), and what is known must hold (I4).
 */
class KafkaLinkIT {
    private static final String TOPIC = "session-revocations";
    private static final Duration MAX_STALENESS = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir
    private Path data;

    private TestBroker broker;
    private TestRelay relay;
    private NioReactor reactor;
    private TcpCrusher link;
    private RevocationListener listener;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker(data);
        broker.createTopic(TOPIC);
        relay = new TestRelay(broker, TOPIC);
        reactor = new NioReactor();
        link = link(0);
        listener = RevocationListener.builder()
                .bootstrapServers("127.0.0.1:" + broker.linkPort())
                .maxStaleness(MAX_STALENESS)
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
        broker.close();
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
        link = link(500);
        String last = "";
        for (int i = 0; i < 100; i++) {
            last = revoke();
        }

        // Well over 10 kB have to come through at 500 bytes a second.
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
            builder.withIncomingThrottlerFactory(
                    address -> new ByteRateThrottler(bytesPerSecond, 100, TimeUnit.MILLISECONDS));
        }
        return builder.buildAndOpen();
    }

    private String revoke() throws Exception {
        String sid = UUID.randomUUID().toString();
        Instant now = Instant.now();
        broker.publish(TOPIC, new Notice.Session(sid, now, now.plusSeconds(900)));
        return sid;
    }

    private static TokenClaims token(String sid) {
        Instant now = Instant.now();
        return TokenClaims.ofSession(sid, "jti", now, now.plusSeconds(900));
    }
}
