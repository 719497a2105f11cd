package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.standalone.DemoClient.Answer;
import java.nio.file.Path;
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
