package io.curfew.command.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.CoreNode;
import io.curfew.command.running.CrashingNode;
import io.curfew.command.running.Topics;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process dies at each interesting instant; what it acknowledged must not. */
class CrashIT {
    private static final int MANY = 60;

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({
        "h2, BEFORE_COMMIT",
        "h2, AFTER_COMMIT",
        "h2, AFTER_SEND",
        "h2, BEFORE_MARK",
        "postgresql, BEFORE_COMMIT",
        "postgresql, AFTER_COMMIT",
        "postgresql, AFTER_SEND",
        "postgresql, BEFORE_MARK"
    })
    @DisplayName("I2 NoAckedRevocationLost: killed around commit, send and mark")
    void an_acknowledged_logout_survives_the_crash_of_its_node(String vendor, String where) throws Exception {
        List<String> surroundings = CoreNode.surroundings(vendor);

        Set<String> acknowledged = runUntilDead(surroundings, where, where.equals("BEFORE_MARK") ? 10 : MANY);

        assertThat(acknowledged).isNotEmpty();
        everythingCommittedIsPublished(surroundings, acknowledged);
    }

    @ParameterizedTest
    @CsvSource({"h2", "postgresql"})
    @DisplayName("I2 NoAckedRevocationLost: kill -9 at any instant")
    void an_acknowledged_logout_survives_kill_9(String vendor) throws Exception {
        List<String> surroundings = CoreNode.surroundings(vendor);

        Set<String> acknowledged = runUntilDead(surroundings, "NEVER", MANY);

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(MANY);
        everythingCommittedIsPublished(surroundings, acknowledged);
    }

    /** A new node on the same database publishes what is left; then store and topic agree (I10 Agreement). */
    private static void everythingCommittedIsPublished(List<String> surroundings, Set<String> acknowledged) {
        List<String> properties = new ArrayList<>(surroundings);
        properties.add("curfew.relay.orphan-after=1s");
        try (CoreNode node = CoreNode.start(properties)) {
            Set<String> committed = new HashSet<>(node.jdbc()
                    .query(
                            "select payload from session_event where payload_type = 'session.revoked'",
                            (row, n) -> sessionId(new String(row.getBytes(1), StandardCharsets.UTF_8))));
            assertThat(committed).containsAll(acknowledged);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(new HashSet<>(Topics.revokedSessions(
                                    node.property("curfew.kafka.bootstrap-servers"),
                                    node.property("curfew.kafka.revocations-topic"))))
                            .isEqualTo(committed));
        }
    }

    private static String sessionId(String json) {
        String field = "\"session_id\":\"";
        int start = json.indexOf(field) + field.length();
        return json.substring(start, json.indexOf('"', start));
    }

    private static Set<String> runUntilDead(List<String> surroundings, String where, int times) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classPathOfAProcess(),
                CrashingNode.class.getName(),
                where,
                String.valueOf(times)));
        command.addAll(surroundings);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Set<String> acknowledged = new HashSet<>();
        List<String> output = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            readUntilDead(process, lines, where, times, acknowledged, output);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it died").isTrue();
        assertThat(process.exitValue()).as(() -> String.join("\n", output)).isEqualTo(137);
        return acknowledged;
    }

    /** Without axon-test, whose parameter resolver answers for anything and hides what a real process lacks. */
    private static String classPathOfAProcess() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.contains("axon-test"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void readUntilDead(
            Process process,
            BufferedReader lines,
            String where,
            int times,
            Set<String> acknowledged,
            List<String> output)
            throws IOException {
        String line = lines.readLine();
        while (line != null) {
            if (line.startsWith("ACK ")) {
                acknowledged.add(line.substring(4, 4 + 36));
            } else {
                output.add(line);
            }
            if (where.equals("NEVER") && acknowledged.size() == times) {
                process.toHandle().destroyForcibly(); // SIGKILL; the process's own method would close its output, too
            }
            line = lines.readLine();
        }
    }
}
