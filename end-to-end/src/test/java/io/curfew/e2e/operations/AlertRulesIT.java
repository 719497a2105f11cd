package io.curfew.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules under Prometheus' own checker, where it is installed. */
class AlertRulesIT {

    @BeforeAll
    static void needsPromtool() {
        boolean installed = List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
        assumeTrue(installed, "promtool is not installed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check rules curfew-alerts.yml",
                "test rules curfew-alerts-test.yml",
                "check config prometheus.yml"
            })
    @DisplayName("Prometheus takes the rules, and they fire when they should")
    void the_rules_hold(String arguments) throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder("sh", "-c", "promtool " + arguments)
                .directory(Path.of("..", "deploy", "prometheus").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }
}
