package io.curfew.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.e2e.operations.Manifests.Right;
import io.curfew.e2e.operations.Manifests.Topic;
import io.curfew.events.SessionEventsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Kubernetes manifests say what the code says. */
class KubernetesManifestsTest {

    @Test
    @DisplayName("topics are made with the partitions and settings that the code makes them with")
    void topics_are_those_of_the_code() {
        assertThat(Manifests.topics())
                .containsExactlyInAnyOrder(
                        topic(SessionEventsTopic.NAME, SessionEventsTopic.PARTITIONS, SessionEventsTopic.settings()),
                        topic(RevocationsTopic.NAME, RevocationsTopic.PARTITIONS, RevocationsTopic.settings()),
                        topic(ReceiptsTopic.NAME, ReceiptsTopic.PARTITIONS, ReceiptsTopic.settings()));
    }

    @Test
    @DisplayName("only auth-command may write events and notices, and nobody may do everything")
    void only_auth_command_writes_notices() {
        List<Right> rights = Manifests.rights();

        assertThat(rights)
                .filteredOn(right -> right.operation().equals("Write"))
                .filteredOn(right -> !right.topic().equals(ReceiptsTopic.NAME))
                .allSatisfy(right -> assertThat(right.user()).isEqualTo("auth-command"));
        assertThat(rights).extracting(Right::operation).containsOnly("Describe", "DescribeConfigs", "Read", "Write");
    }

    /** With three copies of each record the code asks for two acknowledgements; so do the manifests. */
    private static Topic topic(String name, int partitions, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("min.insync.replicas", "2");
        return new Topic(name, partitions, all);
    }
}
