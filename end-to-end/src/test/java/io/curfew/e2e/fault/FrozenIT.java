package io.curfew.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.FaultPlatform;
import io.curfew.e2e.deployment.LocalFoundation;
import io.curfew.e2e.deployment.OnFaultPlatform;
import io.curfew.e2e.deployment.SeparateProcesses;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds when a process stands still, as in a long pause, and its connections stay open. */
@OnFaultPlatform
class FrozenIT {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static LocalFoundation foundation;
    private static SeparateProcesses processes;
    private static Platform platform;

    @BeforeAll
    static void settled(FaultPlatform shared) {
        foundation = shared.settle().foundation();
        processes = shared.processes();
        platform = shared.platform();
    }

    @Test
    @DisplayName("I1 BoundedStaleness: a node frozen for 30 s while people log out notices on its first request")
    void frozen_node() {
        Platform.Node node = platform.nodes().get(0);
        Device device = newDevice();
        Device other = newDevice();
        isAnswered(device, node, 200);
        isAnswered(other, node, 200);

        processes.freeze(node);
        try {
            assertThat(device.logout().status()).isEqualTo(204);
            await().pollDelay(Duration.ofSeconds(30))
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> true);
        } finally {
            processes.thaw(node);
        }

        // What it answers now, to either, it answers by what it knows of itself: revoked, or that it cannot know.
        assertThat(device.hello(node).status()).isIn(401, 503);
        isAnswered(device, node, 401);
        isAnswered(other, node, 200);
    }

    @Test
    @DisplayName("I1 BoundedStaleness I2 NoAckedRevocationLost: a broker that stands still with its connections open")
    void frozen_broker() {
        Device device = newDevice();
        platform.nodes().forEach(node -> isAnswered(device, node, 200));
        foundation.freezeBroker();
        Answer logout;
        try {
            logout = device.logout();
            assertThat(logout.status()).isEqualTo(202);
            for (Platform.Node node : platform.nodes()) {
                await(node.name())
                        .atMost(RECOVERY)
                        .until(() -> device.hello(node).status() == 503);
            }
        } finally {
            foundation.thawBroker();
        }

        platform.nodes().forEach(node -> isAnswered(device, node, 401));
        Device later = newDevice();
        platform.nodes().forEach(node -> isAnswered(later, node, 200));
    }

    private static void isAnswered(Device device, Platform.Node node, int status) {
        await(node.name() + " answers " + status)
                .atMost(RECOVERY)
                .until(() -> device.hello(node).status() == status);
    }

    private static Device newDevice() {
        String user = "user-" + UUID.randomUUID();
        await().atMost(RECOVERY)
                .until(() -> Device.register(platform, user, PASSWORD).status() == 201);
        return Device.login(platform, user, PASSWORD, "laptop");
    }
}
