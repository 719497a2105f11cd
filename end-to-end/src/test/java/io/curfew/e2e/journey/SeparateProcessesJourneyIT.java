package io.curfew.e2e.journey;

import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.LocalFoundation;
import io.curfew.e2e.deployment.SeparateProcesses;
import io.curfew.e2e.deployment.Settled;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The journey over separate processes on real Kafka and PostgreSQL (M17). */
class SeparateProcessesJourneyIT extends RevocationJourney {
    private static SeparateProcesses processes;

    @BeforeAll
    static void start() {
        processes = new SeparateProcesses(new LocalFoundation(), Settled.PATIENT);
    }

    @AfterAll
    static void stop() {
        processes.close();
    }

    @Override
    public Platform platform() {
        return processes.platform();
    }
}
