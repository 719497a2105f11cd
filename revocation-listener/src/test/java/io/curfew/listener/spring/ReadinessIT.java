package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/** A stale node should get no traffic where it refuses it, and go on getting it where it goes on serving. */
class ReadinessIT {

    @ParameterizedTest
    @CsvSource({"closed, true", "CLOSED, true", "open, false"})
    void follows_the_listener_only_where_a_stale_node_refuses(String policy, boolean member) {
        try (Service service = Service.run(
                new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class},
                "curfew.listener.policy=" + policy,
                "management.endpoint.health.probes.enabled=true")) {
            var readiness = Objects.requireNonNull(
                    service.context().getBean(HealthEndpointGroups.class).get("readiness"));

            assertThat(readiness.isMember("revocation")).isEqualTo(member);
            assertThat(readiness.isMember("readinessState")).isTrue();
        }
    }
}
