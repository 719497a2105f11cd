package io.curfew.command.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.CoreNode;
import io.curfew.command.running.CrashingNodes;
import io.curfew.command.running.CrashingProcess;
import io.curfew.command.running.Databases;
import io.curfew.command.running.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process dies at each interesting instant; what it acknowledged must not. Nodes die together, as many in one process as
 * can be caught at once, because starting one takes long.
 */
class CrashIT {
    private static final int MANY = 60;
    private static final List<String> INSTANTS = List.of("BEFORE_COMMIT", "AFTER_COMMIT", "AFTER_SEND", "BEFORE_MARK");

    private static final Map<String, List<String>> SURROUNDINGS = new HashMap<>();
    private static final Map<String, Set<String>> ACKNOWLEDGED = new HashMap<>();

    @BeforeAll
    static void nodes_die_at_their_instants() throws Exception {
        Map<String, List<String>> nodes = new HashMap<>();
        Databases.both()
                .forEach(vendor -> INSTANTS.forEach(where -> {
                    String name = vendor + "," + where;
                    SURROUNDINGS.put(name, CoreNode.surroundings(vendor));
                    List<String> properties = new ArrayList<>(SURROUNDINGS.get(name));
                    properties.add(CrashingNodes.WHERE + "=" + where);
                    properties.add(CrashingNodes.TIME + "=" + (where.equals("BEFORE_MARK") ? 10 : MANY));
                    nodes.put(name, properties);
                }));
        ACKNOWLEDGED.putAll(CrashingProcess.untilDead(nodes, acknowledged -> false));
    }

    @BeforeAll
    static void nodes_die_by_kill_9() throws Exception {
        Map<String, List<String>> nodes = new HashMap<>();
        Databases.both().forEach(vendor -> nodes.put(vendor, CoreNode.surroundings(vendor)));
        SURROUNDINGS.putAll(nodes);
        ACKNOWLEDGED.putAll(CrashingProcess.untilDead(
                nodes, acknowledged -> acknowledged.values().stream().allMatch(sessions -> sessions.size() >= MANY)));
    }

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
    void an_acknowledged_logout_survives_the_crash_of_its_node(String vendor, String where) {
        Set<String> acknowledged = ACKNOWLEDGED.get(vendor + "," + where);

        assertThat(acknowledged).isNotEmpty();
        everythingCommittedIsPublished(SURROUNDINGS.get(vendor + "," + where), acknowledged);
    }

    @ParameterizedTest
    @CsvSource({"h2", "postgresql"})
    @DisplayName("I2 NoAckedRevocationLost: kill -9 at any instant")
    void an_acknowledged_logout_survives_kill_9(String vendor) {
        Set<String> acknowledged = ACKNOWLEDGED.get(vendor);

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(MANY);
        everythingCommittedIsPublished(SURROUNDINGS.get(vendor), acknowledged);
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
            await().atMost(Duration.ofSeconds(60))
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
}
