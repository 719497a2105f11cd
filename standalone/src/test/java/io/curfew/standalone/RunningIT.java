package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.standalone.DemoClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run, which found its first port taken, and what is true of it while it runs. */
class RunningIT {
    private static ServerSocket somebody;
    private static Path data;
    private static CurfewProcess curfew;

    private final DemoClient client = new DemoClient();

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        data = directory.resolve("data");
        String[] arguments = {"--port", taken(), "--kafka-port=0", "--orders-port=0", "--billing-port=0"};
        curfew = CurfewProcess.start(data, arguments).awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        if (curfew != null) {
            curfew.close();
        }
        somebody.close();
    }

    private static String taken() {
        return String.valueOf(somebody.getLocalPort());
    }

    @Test
    void a_taken_port_is_named_and_another_used() {
        assertThat(curfew.output())
                .anyMatch(line -> line.contains("port " + taken() + " (front door) is taken; using "
                        + curfew.frontDoor().getPort() + " instead"));
        assertThat(post("/auth/register", credentials("neighbour")).status()).isEqualTo(201);
    }

    @Test
    void two_on_one_data_directory_are_refused_in_one_line_and_the_first_goes_on() throws Exception {
        try (CurfewProcess second = CurfewProcess.start(data, CurfewProcess.anyPorts())) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output()).hasSize(1).first().asString().contains("is in use by process", "--data");
            assertThat(post("/auth/register", credentials("first")).status()).isEqualTo(201);
        }
    }

    @Test
    void a_killed_broker_is_started_again_and_log_outs_go_on() {
        post("/auth/register", credentials("kept"));
        String token = post("/auth/login", credentials("kept")).text("access_token");

        curfew.child().destroyForcibly();
        Answer logout = client.post(curfew.frontDoor().resolve("/auth/logout"), token, null);

        // Published at once if the broker was back within the budget, otherwise durable and published later.
        assertThat(logout.status()).isIn(204, 202);
        for (var service : curfew.services()) {
            await().atMost(Duration.ofMinutes(4)).untilAsserted(() -> assertThat(
                            client.get(service.resolve("/hello"), token).text("code"))
                    .isEqualTo("session_revoked"));
        }
    }

    @Test
    void nobody_else_can_look_into_the_data_directory() throws Exception {
        assertThat(Files.getPosixFilePermissions(data)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(curfew.kafkaPort()).isPositive();
    }

    private Answer post(String path, String json) {
        return client.post(curfew.frontDoor().resolve(path), null, json);
    }

    private static String credentials(String user) {
        return "{\"username\":\"" + user + "\",\"password\":\"a long enough password\"}";
    }
}
