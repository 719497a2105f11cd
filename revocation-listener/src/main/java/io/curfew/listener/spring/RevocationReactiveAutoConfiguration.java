package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.Verdict;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebFilter;

/** The guard and the answers of resource servers, in reactive applications. */
@AutoConfiguration(
        after = RevocationListenerAutoConfiguration.class,
        before = RevocationSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({JwtAuthenticationToken.class, ServerHttpSecurity.class, WebFilter.class})
@ConditionalOnBean(ListenerLifecycle.class)
class RevocationReactiveAutoConfiguration {

    @Bean
    RouteRules revocationRouteRules(RevocationGate gate, ListenerProperties properties) {
        return new RouteRules(properties.routes(), gate);
    }

    /**
     * The decoder's validator, which sees no request and must not block: it refuses what this node refuses, but leaves to the
     * guard what a rule of some route may soften.
     */
    @Bean
    RevocationTokenValidator revocationTokenValidator(RevocationGate gate, RouteRules rules) {
        boolean strict = !rules.anySoft();
        return new RevocationTokenValidator(jwt -> {
            Verdict verdict = gate.listener().check(JwtTokenClaims.of(jwt));
            boolean unjudged = verdict == Verdict.STALE || verdict == Verdict.FAILED;
            return unjudged && !strict ? Verdict.ACTIVE : verdict;
        });
    }

    /** Behind the security chain wherever that was put: only there is the caller known. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ReactiveGuardFilter revocationGuard(
            RevocationGate gate,
            RouteRules rules,
            ObjectProvider<ReactiveJwtDecoder> decoders,
            ListenerProperties properties) {
        return new ReactiveGuardFilter(gate, rules, decoders::orderedStream, new UnjudgedTokens(properties));
    }

    /** And inside each: whoever is revoked hears so, not that he lacks a right. */
    @Bean
    Customizer<ServerHttpSecurity> revocationGuardInChains(ReactiveGuardFilter guard) {
        return http -> http.addFilterAfter(guard, SecurityWebFiltersOrder.AUTHENTICATION);
    }

    @Bean
    @ConditionalOnProperty(name = "curfew.listener.problem-details", matchIfMissing = true)
    static ReactiveChainAnswers reactiveBearerAnswers() {
        return new ReactiveChainAnswers();
    }

    @Bean
    static ReactiveJwtDecoderCaching reactiveJwtDecoderCaching(
            ConfigurableListableBeanFactory beans, ObjectProvider<ListenerProperties> properties) {
        return new ReactiveJwtDecoderCaching(beans, properties);
    }

    /** WebFlux finds its handlers too late for us: what would not be heeded is refused at start. */
    @Bean
    SmartInitializingSingleton requireFreshCheck(
            ObjectProvider<RequestMappingHandlerMapping> mappings, RevocationGate gate) {
        HandlerRules annotations = new HandlerRules(gate);
        return () -> mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .filter(handler -> annotations.of(handler) != null)
                .findAny()
                .ifPresent(handler -> {
                    throw new ListenerSettingException(handler.getShortLogMessage()
                            + " has @RequireFresh, which is not heeded in WebFlux; give its path a"
                            + " curfew.listener.routes[n].max-age, or ask the RevocationGate");
                });
    }
}
