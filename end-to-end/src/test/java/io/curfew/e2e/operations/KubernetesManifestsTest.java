package io.curfew.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.e2e.operations.Manifests.Right;
import io.curfew.e2e.operations.Manifests.Topic;
import io.curfew.events.SessionEventsTopic;
import io.curfew.events.SessionHeadsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.personal.PersonalKeysTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The Kubernetes manifests say what the code says. */
class KubernetesManifestsTest {

    @Test
    @DisplayName("topics are made with the partitions and settings that the code makes them with")
    void topics_are_those_of_the_code() {
        assertThat(Manifests.topics())
                .containsExactlyInAnyOrder(
                        topic(SessionEventsTopic.NAME, SessionEventsTopic.PARTITIONS, SessionEventsTopic.settings()),
                        topic(RevocationsTopic.NAME, RevocationsTopic.PARTITIONS, RevocationsTopic.settings()),
                        topic(ReceiptsTopic.NAME, ReceiptsTopic.PARTITIONS, ReceiptsTopic.settings()),
                        topic(PersonalKeysTopic.NAME, PersonalKeysTopic.PARTITIONS, PersonalKeysTopic.settings()),
                        topic(SessionHeadsTopic.NAME, SessionHeadsTopic.PARTITIONS, SessionHeadsTopic.settings()));
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

    @ParameterizedTest
    @CsvSource({
        "auth-command.yaml,curfew.kafka.client",
        "auth-query.yaml,curfew.query.kafka",
        "auth-query.yaml,curfew.listener.kafka"
    })
    @DisplayName("environment variables reach Kafka's clients under the names that those know")
    void variables_become_settings_of_the_clients(String file, String property) {
        Map<String, String> bound = Binder.get(environment(Manifests.variables(file)))
                .bind(property, Bindable.mapOf(String.class, String.class))
                .get();

        assertThat(bound)
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.keystore.location", "/run/kafka/user.pem")
                .containsEntry("ssl.truststore.type", "PEM");
        assertThat(ProducerConfig.configNames()).containsAll(bound.keySet());
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return environment;
    }

    /** With three copies of each record the code asks for two acknowledgements; so do the manifests. */
    private static Topic topic(String name, int partitions, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("min.insync.replicas", "2");
        return new Topic(name, partitions, all);
    }
}
