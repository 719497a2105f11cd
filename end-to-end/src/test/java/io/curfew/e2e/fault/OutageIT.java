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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds when a part of the platform is gone, and after it has come back. */
@OnFaultPlatform
class OutageIT {
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
    @DisplayName(
            "I1 BoundedStaleness I2 NoAckedRevocationLost: Kafka stopped at logout: 202, nodes turn stale, then all refuse")
    void broker_stopped_at_logout() {
        Device device = newDevice();
        isAnswered(device, 200);
        foundation.stopBroker();

        Answer logout = device.logout();

        assertThat(logout.status()).isEqualTo(202);
        String location = logout.header("Location");
        assertThat(location).startsWith("/revocations/");
        assertThat(published(location)).isFalse();
        for (Platform.Node node : platform.nodes()) {
            Answer stale = await(node.name()).atMost(RECOVERY).until(() -> device.hello(node), a -> a.status() != 200);
            assertThat(stale.status()).isEqualTo(503);
            assertThat(stale.header("Retry-After")).isNotBlank();
            assertThat(stale.json().get("code").asString()).isEqualTo("revocation_state_stale");
        }

        foundation.startBroker();

        await().atMost(RECOVERY).until(() -> published(location));
        for (Platform.Node node : platform.nodes()) {
            await(node.name()).atMost(RECOVERY).until(() -> device.hello(node).status() == 401);
        }
        isAnswered(newDevice(), 200);
    }

    @Test
    @DisplayName(
            "PostgreSQL stopped: 503 with Retry-After and nothing done, never 401; nodes go on until they are stale")
    void database_stopped() {
        Device device = newDevice();
        foundation.stopDatabase();
        try {
            for (Answer answer : List.of(
                    device.logout(),
                    device.refreshWith(device.refreshToken()),
                    device.call("POST", "/auth/logout-all", null),
                    Http.send(
                            "POST",
                            platform.frontDoor().resolve("/auth/logout"),
                            Map.of("refresh_token", device.refreshToken())))) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isNotBlank();
                assertThat(answer.body()).doesNotContain("SQL", "Exception", "jdbc");
            }
        } finally {
            foundation.startDatabase();
        }

        await().atMost(RECOVERY).until(() -> device.refresh().status() == 200);
        isAnswered(device, 200);
        assertThat(device.logout().status()).isEqualTo(204);
        isAnswered(device, 401);
    }

    @Test
    @DisplayName("I2 NoAckedRevocationLost I4 NoResurrection: kill -9 of auth-command in the middle of logouts")
    void command_killed_while_people_log_out() throws InterruptedException {
        List<Device> devices = new ArrayList<>();
        String user = register();
        for (int i = 0; i < 20; i++) {
            devices.add(Device.login(platform, user, PASSWORD, "device " + i));
        }
        List<Device> acknowledged = new ArrayList<>();
        Thread people = new Thread(() -> {
            for (Device device : devices) {
                try {
                    if (device.logout().status() == 204) {
                        synchronized (acknowledged) {
                            acknowledged.add(device);
                        }
                    }
                } catch (RuntimeException e) {
                    return; // the connection was cut: not acknowledged
                }
            }
        });
        people.start();
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            synchronized (acknowledged) {
                return acknowledged.size() >= 5;
            }
        });

        processes.killCommand();
        people.join();
        processes.startCommand();

        synchronized (acknowledged) {
            for (Device device : acknowledged) {
                isAnswered(device, 401);
                assertThat(device.refresh().status()).isEqualTo(401);
            }
            for (Device device : devices) {
                boolean ended = device.refresh().status() == 401;
                isAnswered(device, ended ? 401 : 200);
            }
        }
    }

    private static boolean published(String location) {
        return Http.send("GET", platform.frontDoor().resolve(location), null)
                .json()
                .get("published")
                .asBoolean();
    }

    private static void isAnswered(Device device, int status) {
        for (Platform.Node node : platform.nodes()) {
            await(node.name() + " answers " + status)
                    .atMost(RECOVERY)
                    .until(() -> device.hello(node).status() == status);
        }
    }

    private static Device newDevice() {
        return Device.login(platform, register(), PASSWORD, "laptop");
    }

    private static String register() {
        String user = "user-" + UUID.randomUUID();
        await().atMost(RECOVERY)
                .until(() -> Device.register(platform, user, PASSWORD).status() == 201);
        return user;
    }
}
