package io.curfew.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.FaultPlatform;
import io.curfew.e2e.deployment.LocalFoundation;
import io.curfew.e2e.deployment.OnFaultPlatform;
import io.curfew.e2e.deployment.SeparateProcesses;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nodes that ask the issuer while they cannot judge by themselves (RFC 7662). */
@OnFaultPlatform
class IntrospectingIT {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static LocalFoundation foundation;
    private static SeparateProcesses processes;
    private static Platform platform;
    private static Platform.Node introspecting;

    @BeforeAll
    static void settled(FaultPlatform shared) {
        foundation = shared.settle().foundation();
        processes = shared.processes();
        platform = shared.platform();
        introspecting = shared.introspecting();
    }

    @Test
    @DisplayName(
            "I5 CommandLinearizable: without Kafka a stale node goes on by the issuer's word, which knows of every logout")
    void without_kafka() {
        Platform.Node node = introspecting;
        Device staying = newDevice();
        Device leaving = newDevice();
        foundation.stopBroker();
        try {
            await().atMost(RECOVERY)
                    .until(
                            () -> readiness(node).body(),
                            body -> body.contains("STALE") || body.contains("OUT_OF_SERVICE"));

            assertThat(leaving.logout().status()).isEqualTo(202);

            // An answer of the issuer is remembered for two seconds.
            Answer refused = await().atMost(Duration.ofSeconds(20))
                    .until(() -> leaving.hello(node), answer -> answer.status() == 401);
            assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> staying.hello(node).status() == 200);

            processes.killCommand();
            await("neither knows")
                    .atMost(RECOVERY)
                    .until(() -> staying.hello(node).status() == 503);
        } finally {
            foundation.startBroker();
            processes.startCommand();
        }

        Stream.concat(Stream.of(introspecting), platform.nodes().stream()).forEach(each -> {
            await().atMost(RECOVERY).until(() -> staying.hello(each).status() == 200);
            await().atMost(RECOVERY).until(() -> leaving.hello(each).status() == 401);
        });
    }

    private static Answer readiness(Platform.Node node) {
        return Http.send("GET", node.uri().resolve("/actuator/health"), null);
    }

    private static Device newDevice() {
        String user = "user-" + UUID.randomUUID();
        await().atMost(RECOVERY)
                .until(() -> Device.register(platform, user, PASSWORD).status() == 201);
        return Device.login(platform, user, PASSWORD, "laptop");
    }
}
