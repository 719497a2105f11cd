package io.curfew.listener.spring;

import io.curfew.listener.RevocationListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health {@code revocation}, and its place in the readiness group. */
@AutoConfiguration(
        after = RevocationListenerAutoConfiguration.class,
        afterName =
                "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, HealthEndpointGroupsPostProcessor.class})
@ConditionalOnBean(ListenerLifecycle.class)
@ConditionalOnEnabledHealthIndicator("revocation")
class RevocationHealthAutoConfiguration {

    @Bean
    RevocationHealthIndicator revocationHealthIndicator(RevocationListener listener) {
        return new RevocationHealthIndicator(listener);
    }

    /** Under any other policy a stale node goes on serving, so traffic should go on coming. */
    @Bean
    @ConditionalOnProperty(name = "curfew.listener.policy", havingValue = "closed", matchIfMissing = true)
    static HealthEndpointGroupsPostProcessor revocationInReadiness() {
        return new ReadinessMembership();
    }
}
