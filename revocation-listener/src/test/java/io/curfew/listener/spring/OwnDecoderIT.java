package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@DisplayName("With a JwtDecoder of the user's own, the guard is what refuses")
class OwnDecoderIT {
    private static final Class<?>[] OWN_DECODER = {Service.Feed.class, Service.OwnDecoder.class};

    @Test
    void a_revoked_session() throws Exception {
        try (Service service = Service.run(OWN_DECODER)) {
            assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(200);

            service.feed().revoke("sid-1");

            var answer = service.get("/hello", "Bearer sid-1");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"session_revoked\"");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("error=\"invalid_token\"", "The access token was revoked");
            assertThat(service.get("/hello", "Bearer sid-2").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everything_on_a_stale_node() throws Exception {
        try (Service service = Service.run(OWN_DECODER)) {
            service.feed().goStale();

            var answer = service.get("/hello", "Bearer sid-1");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("\"code\":\"revocation_state_stale\"");
        }
    }

    @Test
    void a_revoked_session_whose_token_the_user_turned_into_an_authentication_of_his_own() throws Exception {
        try (Service service =
                Service.run(new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class, OwnConverter.class})) {
            service.feed().revoke("sid-1");

            assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(401);
            assertThat(service.get("/hello", "Bearer sid-2").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void and_it_minds_nobody_elses_business() throws Exception {
        try (Service service =
                Service.run(new Class<?>[] {Service.Feed.class, Service.OwnDecoder.class, BasicBeside.class})) {
            service.feed().goStale();

            // Another chain, another kind of authentication: neither its answers nor its callers are ours.
            assertThat(service.get("/basic/hello", "Basic YTpi").statusCode()).isEqualTo(200);
            var unauthenticated = service.get("/basic/hello", null);
            assertThat(unauthenticated.statusCode()).isEqualTo(401);
            assertThat(unauthenticated.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Basic");
            assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(503);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnConverter {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(Mine::new)))
                    .build();
        }
    }

    private static final class Mine extends TestingAuthenticationToken {
        private static final long serialVersionUID = 1L;

        Mine(Jwt jwt) {
            super(jwt, "", AuthorityUtils.createAuthorityList("SCOPE_user"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class BasicBeside {
        @Bean
        @Order(1)
        SecurityFilterChain basic(HttpSecurity http) {
            return http.securityMatcher("/basic/**")
                    .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain bearer(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("a").password("{noop}b").roles("X").build());
        }
    }
}
