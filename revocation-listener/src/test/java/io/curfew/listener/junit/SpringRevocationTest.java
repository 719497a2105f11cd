package io.curfew.listener.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.RevocationListener;
import io.curfew.listener.TokenClaims;
import io.curfew.listener.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** As a user with Spring Boot would write it: no Kafka, no feed bean, no word about them. */
@RevocationTest
@SpringBootTest(
        classes = SpringRevocationTest.Application.class,
        properties = {"management.endpoints.web.exposure.include=revocation", "logging.level.root=warn"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpringRevocationTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private final Instant now = Instant.now();

    @Autowired
    private RevocationListener listener;

    @Autowired
    private ApplicationContext context;

    @Test
    @Order(1)
    void the_applications_own_listener_is_played_to(Revocations revocations) {
        assertThat(revocations.listener()).isSameAs(listener);
        assertThat(listener.check(token("sid-a"))).isEqualTo(Verdict.ACTIVE);

        revocations.revoke("sid-a");
        revocations.goStale();

        assertThat(listener.check(token("sid-a"))).isEqualTo(Verdict.REVOKED);
        assertThat(listener.check(token("sid-b"))).isEqualTo(Verdict.STALE);
    }

    @Test
    @Order(2)
    void staleness_ends_with_the_test() {
        assertThat(listener.check(token("sid-b"))).isEqualTo(Verdict.ACTIVE);
    }

    @Test
    @Order(3)
    void what_happens_is_metered() {
        MeterRegistry registry = context.getBean(MeterRegistry.class);

        assertThat(registry.get("curfew.listener.refusals")
                        .tag("verdict", "revoked")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("curfew.listener.refusals")
                        .tag("verdict", "stale")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("curfew.listener.notices")
                        .tag("kind", "session")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("curfew.listener.ready").gauge().value()).isEqualTo(1);
        assertThat(registry.get("curfew.listener.revocations").gauge().value()).isEqualTo(1);
        assertThat(registry.get("curfew.listener.age").gauge().value()).isZero();
    }

    @Test
    @Order(4)
    void the_endpoint_says_how_it_is_and_names_nobody() {
        var endpoint = context.getBean(WebEndpointsSupplier.class).getEndpoints().stream()
                .filter(each -> each.getEndpointId().toLowerCaseString().equals("revocation"))
                .findFirst()
                .orElseThrow();
        Object answer = endpoint.getOperations().iterator().next().invoke(null);

        assertThat(answer)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("state", "READY");
        assertThat(String.valueOf(answer)).doesNotContain("sid-a");
        assertThat(answer).isInstanceOf(Map.class);
    }

    @Nested
    class Inside {
        @Test
        void nested_classes_are_played_to_as_well(Revocations revocations) {
            assertThat(revocations.listener()).isSameAs(listener);
        }
    }

    private TokenClaims token(String sid) {
        return TokenClaims.ofSession(sid, "jti", now, now.plusSeconds(900));
    }
}
