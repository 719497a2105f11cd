package io.curfew.listener.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.Introspector;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.RequireFresh;
import io.curfew.listener.contract.TokenForge.Draft;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

@DisplayName("In WebFlux")
class WebFluxRulesIT {
    private static final String NOWHERE = "http://127.0.0.1:1/jwks.json";

    private final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();

    @Test
    void an_open_route_goes_on_while_the_node_is_stale_and_the_others_do_not() throws Exception {
        try (TokenForge forge = new TokenForge();
                WebFluxAdapter adapter = new WebFluxAdapter(
                        forge.jwksUri(),
                        feed,
                        "curfew.listener.routes[0].path=/admin/**",
                        "curfew.listener.routes[0].policy=open")) {
            Draft draft = new Draft().claim("scope", "admin");
            Sent sent = Sent.bearer(forge.sign(draft));
            feed.goStale();

            assertThat(adapter.send("/admin/hello", sent).status()).isEqualTo(200);
            assertThat(adapter.send("/hello", sent)).isEqualTo(Answer.of(BearerAnswer.STATE_STALE));

            feed.revoke(draft.sid());
            assertThat(adapter.send("/admin/hello", sent)).isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));
        }
    }

    @Test
    void the_guard_refuses_behind_a_decoder_of_the_users_own() throws Exception {
        try (WebFluxAdapter adapter = new WebFluxAdapter(OwnDecoder.class, NOWHERE, feed)) {
            assertThat(adapter.send("/hello", Sent.bearer("sid-1")).status()).isEqualTo(200);

            feed.revoke("sid-1");
            assertThat(adapter.send("/hello", Sent.bearer("sid-1"))).isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));

            feed.goStale();
            assertThat(adapter.send("/hello", Sent.bearer("sid-2"))).isEqualTo(Answer.of(BearerAnswer.STATE_STALE));
        }
    }

    @Test
    void the_guard_refuses_a_caller_whose_token_became_an_authentication_of_the_users_own() throws Exception {
        try (WebFluxAdapter adapter = new WebFluxAdapter(OwnType.class, NOWHERE, feed)) {
            assertThat(adapter.send("/hello", Sent.bearer("sid-1")).status()).isEqualTo(200);

            feed.revoke("sid-1");
            assertThat(adapter.send("/hello", Sent.bearer("sid-1"))).isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));
            assertThat(adapter.send("/hello", Sent.bearer("sid-2")).status()).isEqualTo(200);
        }
    }

    @Test
    void the_guard_refuses_a_caller_whose_token_nothing_can_judge_unless_the_setting_says_otherwise() throws Exception {
        InMemoryNoticeFeed other = new InMemoryNoticeFeed();
        try (WebFluxAdapter refusing = new WebFluxAdapter(OwnFilter.class, NOWHERE, feed);
                WebFluxAdapter warning =
                        new WebFluxAdapter(OwnFilter.class, NOWHERE, other, "curfew.listener.unjudged-tokens=warn")) {
            // The decoder of Spring Boot does not read such a token.
            assertThat(refusing.send("/hello", Sent.bearer("sid-1"))).isEqualTo(Answer.of(BearerAnswer.STATE_STALE));
            assertThat(warning.send("/hello", Sent.bearer("sid-1")).status()).isEqualTo(200);
        }
    }

    @Test
    void the_issuer_is_asked_away_from_the_event_loop() throws Exception {
        try (WebFluxAdapter adapter =
                new WebFluxAdapter(AskingOwnDecoder.class, NOWHERE, feed, "curfew.listener.policy=introspect")) {
            feed.goStale();

            assertThat(adapter.send("/hello", Sent.bearer("sid-1")).status()).isEqualTo(200);
            assertThat(adapter.send("/hello", Sent.bearer("unknown"))).isEqualTo(Answer.of(BearerAnswer.TOKEN_INVALID));
        }
    }

    @Test
    void an_annotation_that_would_not_be_heeded_is_refused_at_start() {
        assertThatThrownBy(() -> new WebFluxAdapter(Annotated.class, NOWHERE, feed))
                .hasStackTraceContaining("not heeded in WebFlux");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OwnDecoder.class)
    static class Annotated {
        @Bean
        Sensitive sensitive() {
            return new Sensitive();
        }
    }

    @RestController
    static class Sensitive {
        @GetMapping("/sensitive")
        @RequireFresh(maxAge = "1s")
        String sensitive() {
            return "done";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OwnDecoder.class)
    static class OwnType {
        @Bean
        @Order(0)
        SecurityWebFilterChain ownType(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .oauth2ResourceServer(
                            server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(token -> Mono.just(caller()))))
                    .build();
        }
    }

    /** What most tutorials show. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnFilter {
        @Bean
        SecurityWebFilterChain ownFilter(ServerHttpSecurity http) {
            WebFilter filter =
                    (exchange, chain) -> exchange.getRequest().getHeaders().containsHeader("Authorization")
                            ? chain.filter(exchange)
                                    .contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller()))
                            : chain.filter(exchange);
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .addFilterAt(filter, SecurityWebFiltersOrder.AUTHENTICATION)
                    .build();
        }

        @Bean
        WebFluxAdapter.Greeting greeting() {
            return new WebFluxAdapter.Greeting();
        }
    }

    private static AbstractAuthenticationToken caller() {
        return new UsernamePasswordAuthenticationToken("user-1", null, AuthorityUtils.createAuthorityList("USER"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(WebFluxAdapter.Application.class)
    static class OwnDecoder {
        @Bean
        ReactiveJwtDecoder jwtDecoder() {
            return sid -> {
                Instant now = Instant.now();
                return Mono.just(Jwt.withTokenValue(sid)
                        .header("alg", "RS256")
                        .subject("user-1")
                        .jti("jti-1")
                        .claim("sid", sid)
                        .issuedAt(now)
                        .expiresAt(now.plusSeconds(900))
                        .build());
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OwnDecoder.class)
    static class AskingOwnDecoder {
        @Bean
        Introspector introspector() {
            return token -> {
                if (!Thread.currentThread().getName().startsWith("boundedElastic")) {
                    throw new Introspector.UnavailableException("asked on " + Thread.currentThread());
                }
                return !token.equals("unknown");
            };
        }
    }
}
