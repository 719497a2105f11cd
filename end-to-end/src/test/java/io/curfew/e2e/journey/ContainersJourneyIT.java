package io.curfew.e2e.journey;

import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.ContainerFoundation;
import io.curfew.e2e.deployment.SeparateProcesses;
import io.curfew.e2e.deployment.Settled;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The journey on the real images of Kafka and PostgreSQL (M19), by Testcontainers. */
@EnabledIfSystemProperty(
        named = "curfew.docker",
        matches = "true",
        disabledReason = "no Docker engine was promised; run with -Dcurfew.docker=true")
class ContainersJourneyIT extends RevocationJourney {
    private static SeparateProcesses processes;

    @BeforeAll
    static void start() {
        processes = new SeparateProcesses(new ContainerFoundation(), Settled.PATIENT);
    }

    @AfterAll
    static void stop() {
        if (processes != null) {
            processes.close();
        }
    }

    @Override
    public Platform platform() {
        return processes.platform();
    }
}
