package io.curfew.command.sessions;

import io.curfew.command.StartRefusedException;
import io.curfew.command.domain.SessionPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties {@code curfew.session.*}. Immutable.
 *
 * @param expirySweep how often expired sessions are looked for
 */
@ConfigurationProperties("curfew.session")
record SessionProperties(
        @DefaultValue("7d") Duration idle,
        @DefaultValue("30d") Duration absolute,
        @DefaultValue("100") int limit,
        @DefaultValue("30s") Duration reuseLeeway,
        @DefaultValue("false") boolean replaySameAddressOnly,
        @DefaultValue("900s") Duration accessTokenLifetime,
        @DefaultValue("30s") Duration expirySweep) {

    SessionPolicy policy() {
        try {
            return new SessionPolicy(idle, absolute, limit, reuseLeeway, replaySameAddressOnly, accessTokenLifetime);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), "Correct the properties curfew.session.*.");
        }
    }
}
