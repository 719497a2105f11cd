package io.curfew.listener.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.TokenClaims;
import io.curfew.listener.bearer.RequireFresh;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

@DisplayName("A caller that the application authenticated in a way of its own")
class UnknownCallerIT {
    private static final Class<?>[] OWN_DECODER_AND_TYPE = {Service.Feed.class, Service.OwnDecoder.class, OwnType.class
    };
    private static final Class<?>[] OWN_FILTER = {Service.Feed.class, OwnFilter.class, Users.class};

    @Test
    void is_refused_when_a_decoder_of_the_application_reads_the_token_and_its_session_is_revoked() throws Exception {
        try (Service service = Service.run(OWN_DECODER_AND_TYPE)) {
            assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(200);

            service.feed().revoke("sid-1");
            var revoked = service.get("/hello", "Bearer sid-1");
            assertThat(revoked.statusCode()).isEqualTo(401);
            assertThat(revoked.body()).contains("session_revoked");
            assertThat(service.get("/hello", "Bearer sid-2").statusCode()).isEqualTo(200);

            service.feed().goStale();
            assertThat(service.get("/hello", "Bearer sid-2").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void is_refused_when_nothing_can_judge_the_token() throws Exception {
        try (Service service = Service.run(OWN_FILTER)) {
            var answer = service.get("/hello", "Bearer sid-1");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("revocation_state_stale");
            assertThat(service.get("/hello", "Basic YTpi").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void passes_then_where_the_setting_says_so() throws Exception {
        try (Service service = Service.run(OWN_FILTER, "curfew.listener.unjudged-tokens=warn")) {
            assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(200);
            assertThat(service.get("/hello", "Bearer  sid-1").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void is_left_alone_where_the_application_says_that_it_checks_such_callers_itself() throws Exception {
        String setting = "curfew.listener.checked-elsewhere=";
        try (Service service = Service.run(OWN_FILTER, setting + UsernamePasswordAuthenticationToken.class.getName())) {
            service.feed().goStale();
            assertThat(service.get("/hello", "Bearer sid-1").statusCode()).isEqualTo(200);
        }
        assertThatThrownBy(() -> Service.run(OWN_FILTER, setting + "java.lang.String"))
                .hasStackTraceContaining("is no Authentication");
        assertThatThrownBy(() -> Service.run(OWN_FILTER, setting + "no.such.Type"))
                .hasStackTraceContaining("no.such.Type");
    }

    @Test
    void is_judged_by_the_claims_that_the_application_left_in_the_authentication() throws Exception {
        try (Service service = Service.run(OWN_FILTER)) {
            assertThat(service.get("/hello?claims", "Bearer sid-1").statusCode())
                    .isEqualTo(200);

            service.feed().revoke("sid-1");

            assertThat(service.get("/hello?claims", "Bearer sid-1").body()).contains("session_revoked");
        }
    }

    @Test
    void has_no_access_to_an_operation_that_requires_fresh_knowledge_without_a_token() throws Exception {
        try (Service service = Service.run(
                new Class<?>[] {Service.Feed.class, OwnFilter.class, Users.class, Transfers.class},
                "curfew.listener.unjudged-tokens=warn")) {
            assertThat(service.get("/transfer?claims", "Bearer sid-1").statusCode())
                    .isEqualTo(200);
            assertThat(service.get("/transfer", "Bearer sid-1").statusCode()).isEqualTo(401);
            var basic = service.get("/transfer", "Basic YTpi");
            assertThat(basic.statusCode()).isEqualTo(401);
            assertThat(basic.body()).contains("token_missing");
        }
    }

    @Test
    void is_missed_by_an_application_without_a_decoder_or_a_use_of_the_gate_and_the_start_says_so() {
        try (Service bare = Service.run(OWN_FILTER);
                Service asking = Service.run(new Class<?>[] {Service.Feed.class, Users.class, AsksItself.class});
                Service decoding = Service.run(OWN_DECODER_AND_TYPE)) {
            assertThat(check(bare).isCovered()).isFalse();
            assertThat(check(asking).isCovered()).isTrue();
            assertThat(check(decoding).isCovered()).isTrue();
        }
    }

    private static CoverageCheck check(Service service) {
        return service.context().getBean(CoverageCheck.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnType {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .oauth2ResourceServer(
                            server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(token -> caller())))
                    .build();
        }
    }

    /** What most tutorials show. */
    @Configuration(proxyBeanMethods = false)
    static class OwnFilter {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .httpBasic(basic -> {})
                    .addFilterBefore(new TokenFilter(), UsernamePasswordAuthenticationFilter.class)
                    .build();
        }
    }

    private static final class TokenFilter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String header = request.getHeader("Authorization");
            if (header != null && header.startsWith("Bearer ")) {
                UsernamePasswordAuthenticationToken caller = caller();
                if (request.getParameter("claims") != null) {
                    Instant now = Instant.now();
                    caller.setDetails(TokenClaims.ofSession(
                            header.substring("Bearer ".length()), "jti-1", now, now.plusSeconds(900)));
                }
                SecurityContextHolder.getContext().setAuthentication(caller);
            }
            chain.doFilter(request, response);
        }
    }

    private static UsernamePasswordAuthenticationToken caller() {
        return new UsernamePasswordAuthenticationToken("user-1", null, AuthorityUtils.createAuthorityList("USER"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Users {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("a").password("{noop}b").roles("X").build());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AsksItself {
        @Bean
        Supplier<RevocationGate> asker(RevocationGate gate) {
            return () -> gate;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Transfers {
        @Bean
        Transfer transfer() {
            return new Transfer();
        }
    }

    @RestController
    static class Transfer {
        @GetMapping("/transfer")
        @RequireFresh(maxAge = "1s")
        String transfer() {
            return "transferred";
        }
    }
}
