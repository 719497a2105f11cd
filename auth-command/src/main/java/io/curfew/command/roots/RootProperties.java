package io.curfew.command.roots;

import io.curfew.command.StartRefusedException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties {@code curfew.history.*}. Immutable.
 *
 * @param headsInterval how often a root is signed when something has changed; what happened since the last one could be
 *     cut off unseen
 */
@ConfigurationProperties("curfew.history")
record RootProperties(@DefaultValue("60s") Duration headsInterval) {

    RootProperties {
        if (headsInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new StartRefusedException(
                    "curfew.history.heads-interval is shorter than a second.", "Set it to one second or more.");
        }
    }
}
