package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** The guard behind the security chain, and the answers of resource servers, in servlet applications. */
@AutoConfiguration(after = RevocationListenerAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({JwtAuthenticationToken.class, HttpSecurity.class, OncePerRequestFilter.class})
@ConditionalOnBean(ListenerLifecycle.class)
class RevocationWebAutoConfiguration {

    @Bean
    ServletCallers revocationCallers(ObjectProvider<JwtDecoder> decoders, ListenerProperties properties) {
        return new ServletCallers(new TokenDecoders(decoders::orderedStream), new UnjudgedTokens(properties));
    }

    @Bean
    FilterRegistrationBean<RevocationGuardFilter> revocationGuard(RevocationGate gate, ServletCallers callers) {
        var registration = new FilterRegistrationBean<>(new RevocationGuardFilter(gate, callers));
        // Behind the security chain wherever that was put: only there is the caller known.
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RequestScopeFilter> revocationRequestScope(
            RevocationGate gate, ListenerProperties properties) {
        var registration =
                new FilterRegistrationBean<>(new RequestScopeFilter(new RouteRules(properties.routes(), gate)));
        // In front of the security chain, whose validator asks for the rule; behind what corrects the path.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    @ConditionalOnProperty(name = "curfew.listener.problem-details", matchIfMissing = true)
    Customizer<HttpSecurity> bearerProblems() {
        return http -> http.with(new BearerProblemsConfigurer(), Customizer.withDefaults());
    }
}
