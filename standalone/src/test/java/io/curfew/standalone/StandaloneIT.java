package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.standalone.DemoClient.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneIT {
    private static final String CREDENTIALS = "{\"username\":\"kept\",\"password\":\"a long enough password\"}";

    @TempDir
    Path directory;

    private final DemoClient client = new DemoClient();

    @Test
    void the_demonstration_is_as_it_should_be_and_ends_by_itself() throws Exception {
        try (CurfewProcess curfew =
                CurfewProcess.start(data(), CurfewProcess.anyPorts("--demo", "--set=curfew.publish.budget=8s"))) {
            int code = curfew.awaitEnd();

            assertThat(curfew.output()).contains("All as it should be.");
            assertThat(curfew.output())
                    .filteredOn(line -> line.contains("refuses the"))
                    .hasSize(4)
                    .allMatch(line -> line.contains("401 session_revoked"));
            assertThat(code).isZero();
        }
    }

    @Test
    void a_second_start_knows_what_the_first_was_told_and_shows_no_password_again() throws Exception {
        String admin;
        try (CurfewProcess first =
                CurfewProcess.start(data(), CurfewProcess.anyPorts()).awaitReady()) {
            ProcessHandle broker = first.child();
            admin = first.find("  admin +(\\S{20})");
            assertThat(post(first, "/auth/register", CREDENTIALS).status()).isEqualTo(201);

            first.terminate();

            // 128 + SIGTERM: the JVM ends by the signal it was sent, but only after everything has been stopped.
            assertThat(first.awaitEnd()).isEqualTo(143);
            assertThat(first.output()).anyMatch(line -> line.startsWith("stopped in "));
            assertThat(broker.onExit()).succeedsWithin(Duration.ofSeconds(10));
        }
        try (CurfewProcess second =
                CurfewProcess.start(data(), CurfewProcess.anyPorts()).awaitReady()) {
            assertThat(post(second, "/auth/login", CREDENTIALS).status()).isEqualTo(200);
            assertThat(login(second, "admin", admin).status()).isEqualTo(200);
            assertThat(second.output()).noneMatch(line -> line.contains("not shown again"));
        }
    }

    @Test
    void a_taken_port_is_named_and_another_used() throws Exception {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String taken = String.valueOf(somebody.getLocalPort());
            String[] arguments = {"--port", taken, "--kafka-port=0", "--orders-port=0", "--billing-port=0"};
            try (CurfewProcess curfew = CurfewProcess.start(data(), arguments).awaitReady()) {
                assertThat(curfew.output())
                        .anyMatch(line -> line.contains("port " + taken + " (front door) is taken; using "
                                + curfew.frontDoor().getPort() + " instead"));
                assertThat(post(curfew, "/auth/register", CREDENTIALS).status()).isEqualTo(201);
            }
        }
    }

    @Test
    void two_on_one_data_directory_are_refused_in_one_line_and_the_first_goes_on() throws Exception {
        try (CurfewProcess first =
                        CurfewProcess.start(data(), CurfewProcess.anyPorts()).awaitReady();
                CurfewProcess second = CurfewProcess.start(data(), CurfewProcess.anyPorts())) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output()).hasSize(1).first().asString().contains("is in use by process", "--data");
            assertThat(post(first, "/auth/register", CREDENTIALS).status()).isEqualTo(201);
        }
    }

    @Test
    void a_killed_broker_is_started_again_and_log_outs_go_on() {
        try (CurfewProcess curfew =
                CurfewProcess.start(data(), CurfewProcess.anyPorts()).awaitReady()) {
            post(curfew, "/auth/register", CREDENTIALS);
            String token = post(curfew, "/auth/login", CREDENTIALS).text("access_token");

            curfew.child().destroyForcibly();
            Answer logout = client.post(curfew.frontDoor().resolve("/auth/logout"), token, null);

            // Published at once if the broker was back within the budget, otherwise durable and published later.
            assertThat(logout.status()).isIn(204, 202);
            for (var service : curfew.services()) {
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                                client.get(service.resolve("/hello"), token).text("code"))
                        .isEqualTo("session_revoked"));
            }
        }
    }

    @Test
    void nobody_else_can_look_into_the_data_directory() throws Exception {
        try (CurfewProcess curfew =
                CurfewProcess.start(data(), CurfewProcess.anyPorts()).awaitReady()) {
            assertThat(Files.getPosixFilePermissions(data())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(curfew.kafkaPort()).isPositive();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Answer post(CurfewProcess curfew, String path, String json) {
        return client.post(curfew.frontDoor().resolve(path), null, json);
    }

    private Answer login(CurfewProcess curfew, String user, String password) {
        return post(curfew, "/auth/login", "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }
}
