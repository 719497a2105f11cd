package io.curfew.e2e.journey;

import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.FaultPlatform;
import io.curfew.e2e.deployment.OnFaultPlatform;
import org.junit.jupiter.api.BeforeAll;

/** The journey over separate processes on real Kafka and PostgreSQL (M17). */
@OnFaultPlatform
class SeparateProcessesJourneyIT extends RevocationJourney {
    private static Platform platform;

    @BeforeAll
    static void settled(FaultPlatform shared) {
        platform = shared.settle().platform();
    }

    @Override
    public Platform platform() {
        return platform;
    }
}
