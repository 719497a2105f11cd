package io.curfew.e2e.journey;

import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.Compose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The journey over {@code docker compose up} (M19): Kafka, PostgreSQL, the services and nginx, each in its container. */
@EnabledIfSystemProperty(
        named = "curfew.docker",
        matches = "true",
        disabledReason = "no Docker engine was promised; run with -Dcurfew.docker=true")
class ComposeJourneyIT extends RevocationJourney {
    private static Compose compose;

    @BeforeAll
    static void start() {
        compose = new Compose();
    }

    @AfterAll
    static void stop() {
        if (compose != null) {
            compose.close();
        }
    }

    @Override
    public Platform platform() {
        return compose.platform();
    }
}
