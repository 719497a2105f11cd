package io.curfew.e2e.journey;

import io.curfew.e2e.client.Platform;
import io.curfew.e2e.deployment.JourneyPlatform;
import io.curfew.e2e.deployment.OneForAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The journey over what {@code ./run} starts, with a third node. */
@ResourceLock(JourneyPlatform.LOCK)
@ExtendWith(OneForAll.Resolver.class)
class OneProcessJourneyIT extends RevocationJourney {
    private static Platform platform;

    @BeforeAll
    static void started(JourneyPlatform shared) {
        platform = shared.platform();
    }

    @Override
    public Platform platform() {
        return platform;
    }
}
