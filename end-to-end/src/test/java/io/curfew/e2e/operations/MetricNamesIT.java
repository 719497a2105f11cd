package io.curfew.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Http;
import io.curfew.e2e.deployment.OneForAll;
import io.curfew.e2e.deployment.OneProcess;
import io.curfew.e2e.deployment.PagesPlatform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard and the alert rules ask for is really exported: a misspelt metric would be an alert that never fires. */
@ExtendWith(OneForAll.Resolver.class)
class MetricNamesIT {
    private static final Pattern NAMES =
            Pattern.compile("\\b(?:curfew|jvm|http|hikaricp|process)_[a-z0-9_]+\\b(?=[^a-z0-9_(]|$)");
    private static final Pattern EXPORTED = Pattern.compile("(?m)^([a-z][a-z0-9_]*)[{ ]");

    private static URI frontDoor;
    private static URI service;

    @BeforeAll
    static void started(PagesPlatform shared) {
        frontDoor = shared.platform().frontDoor();
        service = shared.platform().nodes().get(0).uri();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/prometheus/curfew-alerts.yml", "deploy/grafana/curfew.json"})
    @DisplayName("every metric named is exported")
    void every_metric_named_is_exported(String file) throws IOException {
        Set<String> named = NAMES.matcher(Files.readString(Path.of("..").resolve(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(5);

        // Some appear with the first request.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(exported()).containsAll(named));
    }

    @Test
    @DisplayName("metrics hold no name, no address and no id of a session")
    void metrics_hold_nothing_about_people() {
        String session = Http.send(
                        "POST",
                        frontDoor.resolve("/auth/login"),
                        Map.of("username", "admin", "password", OneProcess.ADMIN_PASSWORD))
                .json()
                .path("session_id")
                .asString();

        assertThat(scrape(frontDoor)).doesNotContain(session).doesNotContain("127.0.0.1");
    }

    private static Set<String> exported() {
        return EXPORTED.matcher(scrape(frontDoor) + "\n" + scrape(service))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static String scrape(URI process) {
        return Http.send("GET", process.resolve("/actuator/prometheus"), null).body();
    }
}
