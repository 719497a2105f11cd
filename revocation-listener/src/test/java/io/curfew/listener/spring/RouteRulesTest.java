package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationGate;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.RouteRule;
import io.curfew.listener.StalenessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;

/** Which rule a path gets, whatever its spelling. */
class RouteRulesTest {
    private final RevocationGate gate = RevocationGate.of(
            RevocationListener.builder().feed(new InMemoryNoticeFeed()).build(), RouteRule.CLOSED, null);
    private final RouteRules rules = new RouteRules(
            List.of(
                    new RouteProperties("/Transfers/**", null, Duration.ofSeconds(1)),
                    new RouteProperties("/reports/vault", StalenessPolicy.CLOSED, null),
                    new RouteProperties("/reports/**", StalenessPolicy.OPEN, null)),
            gate);

    @ParameterizedTest
    @CsvSource({
        "/Transfers/1",
        "/transfers/1",
        "/TRANSFERS/1",
        "//Transfers/1",
        "/Transfers//1/",
        "/transfers/",
        "/%54RANSFERS/1",
        "/transfers;v=1/1"
    })
    void a_stricter_rule_holds_for_every_spelling_of_its_path(String path) {
        assertThat(rule(path).maxAge()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "/reports/1, OPEN",
        "/Reports/1, CLOSED",
        "//reports/1, CLOSED",
        "/reports/vault, CLOSED",
        "/reports/VAULT, CLOSED",
        "/reports//vault, CLOSED",
        "/reports/vault/, CLOSED",
        "/other, CLOSED"
    })
    void a_softer_rule_holds_for_the_spelling_it_was_given_in(String path, StalenessPolicy policy) {
        assertThat(rule(path).policy()).isEqualTo(policy);
    }

    @Test
    void without_routes_the_gates_own_rule_holds() {
        assertThat(new RouteRules(List.of(), gate).of(PathContainer.parsePath("//A/")))
                .isEqualTo(RouteRule.CLOSED);
    }

    private RouteRule rule(String path) {
        return rules.of(PathContainer.parsePath(path));
    }
}
