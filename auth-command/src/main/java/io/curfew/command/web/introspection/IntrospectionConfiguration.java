package io.curfew.command.web.introspection;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads who may introspect. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntrospectionProperties.class)
class IntrospectionConfiguration {

    @Bean
    IntrospectionClients introspectionClients(IntrospectionProperties properties) {
        return new IntrospectionClients(properties.clients());
    }
}
