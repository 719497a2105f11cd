package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.notice.Notice;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More revocations than the heap can hold. */
class SmallHeapIT {
    private static final String TOPIC = "session-revocations";
    private static final int REVOCATIONS = 300_000;

    @Test
    @DisplayName(
            "I4 NoResurrection: a heap too small for the table ends in failure or in the process's end, never in acceptance")
    void nothing_is_evicted(@TempDir Path data) throws Exception {
        try (TestBroker broker = new TestBroker(data)) {
            broker.createTopic(TOPIC);
            Instant now = Instant.now();
            broker.publishAll(
                    TOPIC,
                    IntStream.range(0, REVOCATIONS)
                            .mapToObj(i -> new Notice.Session(TightNode.sid(i), now, now.plusSeconds(3600))));
            try (TestRelay relay = new TestRelay(broker, TOPIC)) {
                assertThat(relay).isNotNull();
                Process node = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx24m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                TightNode.class.getName(),
                                broker.bootstrapServers(),
                                TOPIC)
                        .redirectErrorStream(true)
                        .start();
                String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
                // That it was alive and asked is part of the proof; that it held all of them would disprove the test.
                assertThat(said).contains("asked").doesNotContain("ACCEPTED").doesNotContain("READY");
            }
        }
    }

    /** A node in a process of its own. */
    static final class TightNode {
        private TightNode() {}

        public static void main(String[] args) throws InterruptedException {
            RevocationListener listener = RevocationListener.builder()
                    .bootstrapServers(args[0])
                    .topic(args[1])
                    .receiptsTopic(null)
                    .build();
            List<TokenClaims> tokens = IntStream.range(0, 100)
                    .mapToObj(i -> token(sid(i * (REVOCATIONS / 100))))
                    .toList();
            listener.start();
            System.out.println("asked");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
            while (System.nanoTime() < end) {
                for (TokenClaims token : tokens) {
                    if (listener.check(token).accepted()) {
                        System.out.println("ACCEPTED");
                    }
                }
                if (listener.awaitReady(Duration.ofMillis(50))) {
                    System.out.println("READY");
                    end = System.nanoTime();
                } else if (listener.status().state() == ListenerStatus.State.FAILED) {
                    System.out.println("FAILED");
                    end = System.nanoTime();
                }
            }
            // A client thread may be stuck in memory it cannot get.
            Runtime.getRuntime().halt(0);
        }

        static String sid(int number) {
            return "00000000-0000-4000-8000-" + String.format(Locale.ROOT, "%012d", number);
        }

        private static TokenClaims token(String sid) {
            Instant now = Instant.now();
            return TokenClaims.ofSession(sid, "jti", now, now.plusSeconds(900));
        }
    }
}
