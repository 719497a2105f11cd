package io.curfew.listener.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.contract.TokenForge.Draft;
import io.curfew.listener.kafka.FreePort;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The sidecar's jar as a process, with a real Kafka")
@Timeout(180)
class SidecarProcessIT {
    private static final Sent NONE = new Sent(List.of(), null);

    @Test
    void is_ready_refuses_what_is_revoked_is_stale_without_kafka_and_stops_in_order(@TempDir Path directory)
            throws Exception {
        int port = FreePort.next();
        Path log = directory.resolve("sidecar.log");
        try (TokenForge forge = new TokenForge();
                TestBroker broker = new TestBroker(directory.resolve("kafka"))) {
            broker.createTopic(RevocationsTopic.NAME);
            Map<String, String> environment = new HashMap<>();
            environment.put("CURFEW_ISSUER", TokenForge.ISSUER);
            environment.put("CURFEW_JWKS_URI", forge.jwksUri());
            environment.put("CURFEW_AUDIENCES", "curfew");
            environment.put("CURFEW_BOOTSTRAP_SERVERS", broker.bootstrapServers());
            environment.put("CURFEW_RECEIPTS_TOPIC", "none");
            environment.put("CURFEW_MAX_STALENESS", "5s");
            environment.put("CURFEW_PORT", String.valueOf(port));
            Process sidecar = start(log, environment);
            try {
                Draft draft = new Draft();
                Sent sent = Sent.bearer(forge.sign(draft));
                await().atMost(Duration.ofSeconds(30)).until(() -> status(port, "/health/live", NONE) == 200);
                assertThat(status(port, "/health/ready", NONE)).as("I12").isEqualTo(503);
                assertThat(HttpCaller.call(port, "/check", sent)).isEqualTo(Answer.of(BearerAnswer.STATE_STALE));

                try (TestRelay relay = new TestRelay(broker, RevocationsTopic.NAME)) {
                    await().atMost(Duration.ofSeconds(30)).until(() -> status(port, "/health/ready", NONE) == 200);
                    await().atMost(Duration.ofSeconds(30)).until(() -> status(port, "/check", sent) == 200);

                    Instant now = Instant.now();
                    broker.publish(RevocationsTopic.NAME, new Notice.Session(draft.sid(), now, now.plusSeconds(900)));

                    await().atMost(Duration.ofSeconds(30)).until(() -> status(port, "/check", sent) == 401);
                    assertThat(HttpCaller.call(port, "/check", sent))
                            .isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));
                }
                Sent other = Sent.bearer(BadTokens.good(forge));
                await().atMost(Duration.ofSeconds(30)).until(() -> status(port, "/check", other) == 503);
            } finally {
                sidecar.destroy();
            }
            assertThat(sidecar.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sidecar.exitValue()).isEqualTo(143);
            assertThat(Files.readString(log))
                    .contains("Listening on 127.0.0.1 port " + port)
                    .contains("Stopped")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void wrong_settings_end_it_with_2_and_one_line(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("sidecar.log");

        Process sidecar = start(log, Map.of("CURFEW_ISSUER", "https://auth.test"));

        assertThat(sidecar.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sidecar.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(log))
                .singleElement()
                .asString()
                .contains("CURFEW_JWKS_URI is missing", "CURFEW_BOOTSTRAP_SERVERS is missing");
    }

    private static Process start(Path log, Map<String, String> environment) throws IOException {
        Path jar;
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            jar = built.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CURFEW_") || name.contains("JAVA"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int status(int port, String path, Sent sent) throws InterruptedException {
        try {
            return HttpCaller.call(port, path, sent).status();
        } catch (IOException e) {
            return -1;
        }
    }
}
