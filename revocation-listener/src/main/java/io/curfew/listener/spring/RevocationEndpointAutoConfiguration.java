package io.curfew.listener.spring;

import io.curfew.listener.RevocationListener;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Actuator endpoint {@code revocation}, where it is exposed. */
@AutoConfiguration(after = RevocationListenerAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(ListenerLifecycle.class)
@ConditionalOnAvailableEndpoint(endpoint = RevocationEndpoint.class)
class RevocationEndpointAutoConfiguration {

    @Bean
    RevocationEndpoint revocationEndpoint(RevocationListener listener) {
        return new RevocationEndpoint(listener);
    }
}
