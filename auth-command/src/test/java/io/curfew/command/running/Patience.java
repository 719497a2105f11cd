package io.curfew.command.running;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what must come: several classes run at once, so on a busy machine it may take its time. Who waits
 * for something sooner says so. Registered for all test classes. Stateless.
 */
public final class Patience implements BeforeAllCallback {
    /** So long, where a test says nothing else. */
    public static final Duration LONG = Duration.ofSeconds(60);

    static {
        Awaitility.setDefaultTimeout(LONG);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Nothing is left to do: the class was loaded.
    }
}
