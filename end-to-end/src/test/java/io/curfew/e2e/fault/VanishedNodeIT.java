package io.curfew.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.FaultPlatform;
import io.curfew.e2e.deployment.OnFaultPlatform;
import io.curfew.e2e.deployment.SeparateProcesses;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a receipt says of nodes that went without a word. */
@OnFaultPlatform
class VanishedNodeIT {
    private static final String PASSWORD = "correct horse battery";
    private static SeparateProcesses processes;
    private static Platform platform;

    @BeforeAll
    static void settled(FaultPlatform shared) {
        processes = shared.settle().processes();
        platform = shared.platform();
    }

    @Test
    @DisplayName("a frozen node makes the receipt unknown until it thaws; a killed one for ever, never complete")
    void vanished_nodes() {
        assertThat(logoutWaiting(newDevice(), "8").status()).isEqualTo(204);

        Platform.Node frozen = platform.nodes().get(0);
        Device device = newDevice();
        processes.freeze(frozen);
        Answer whileFrozen = logoutWaiting(device, "2");
        assertThat(whileFrozen.status()).isEqualTo(202);
        assertThat(whileFrozen.header("Curfew-Receipt")).isIn("pending", "unknown");
        String first = whileFrozen.header("Location");
        becomes(first, "unknown");
        processes.thaw(frozen);
        becomes(first, "complete");

        Device other = newDevice();
        processes.kill(platform.nodes().get(1));
        Answer afterKill = logoutWaiting(other, "2");
        assertThat(afterKill.status()).isEqualTo(202);
        String second = afterKill.header("Location");
        becomes(second, "unknown");
        // Longer than the node could have decided for: even then nobody has proved it.
        await().during(Duration.ofSeconds(25)).atMost(Duration.ofSeconds(30)).until(() -> verdict(second)
                .equals("unknown"));
        // By then it is not expected any more: it could not accept what is revoked now, if it lived.
        assertThat(logoutWaiting(newDevice(), "8").status()).isEqualTo(204);
        assertThat(verdict(second)).isEqualTo("unknown");
    }

    private static Device newDevice() {
        String user = "user-" + UUID.randomUUID();
        assertThat(Device.register(platform, user, PASSWORD).status()).isEqualTo(201);
        return Device.login(platform, user, PASSWORD, "laptop");
    }

    private static Answer logoutWaiting(Device device, String seconds) {
        return Http.send(
                "POST",
                platform.frontDoor().resolve("/auth/logout"),
                null,
                "Authorization",
                "Bearer " + device.accessToken(),
                "Prefer",
                "wait=" + seconds);
    }

    private static void becomes(String receipt, String verdict) {
        await(verdict).atMost(Duration.ofSeconds(30)).until(() -> verdict(receipt)
                .equals(verdict));
    }

    private static String verdict(String receipt) {
        return Http.send("GET", platform.frontDoor().resolve(receipt), null)
                .json()
                .get("verdict")
                .asString();
    }
}
