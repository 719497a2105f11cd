package io.curfew.query.web;

import static org.springframework.security.config.Customizer.withDefaults;

import io.curfew.events.browser.TrustedOrigins;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may ask: any valid token for one's own sessions, role AUDITOR or ADMIN for the history. */
@Configuration(proxyBeanMethods = false)
class QuerySecurityConfiguration {
    private static final String AUDITOR = "SCOPE_auditor";

    static final String ADMIN = "SCOPE_admin";

    private static final String NOTHING = "{\"type\":\"https://curfew.dev/problems/not-found\",\"title\":\"Not found\","
            + "\"status\":404,\"detail\":\"There is nothing here.\",\"code\":\"not_found\"}";

    /** A resource server like any other: the revocation listener adds its check and its answers to it. */
    @Bean
    @Order(10)
    SecurityFilterChain querySecurity(
            HttpSecurity http, @Qualifier("queryTrustedOrigins") TrustedOrigins origins, JwtDecoder decoder)
            throws Exception {
        return http.securityMatcher(new OrRequestMatcher(reads(), asks()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(asks())
                        .hasAnyAuthority(AUDITOR, ADMIN)
                        .requestMatchers(audit())
                        .hasAnyAuthority(AUDITOR, ADMIN)
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                .addFilterAfter(new CookieTokenFilter(origins, decoder), HeaderWriterFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // CookieTokenFilter does it
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Who signs security event tokens, everybody may know. */
    @Bean
    @Order(9)
    SecurityFilterChain querySignerIsKnown(HttpSecurity http) throws Exception {
        return http.securityMatcher(new OrRequestMatcher(
                        path(HttpMethod.GET, Paths.SSF_CONFIGURATION), path(HttpMethod.GET, Paths.SSF_KEYS)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Alone in its process, auth-query answers nothing else but its health and its description. */
    @Bean
    @Order(1000)
    @ConditionalOnBooleanProperty("curfew.query.deny-others")
    SecurityFilterChain queryDeniesOthers(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET,
                                "/actuator/health",
                                "/actuator/health/**",
                                "/actuator/prometheus",
                                "/v3/api-docs/auth-query",
                                "/v3/api-docs.yaml/auth-query")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint((request, response, e) -> nothing(response))
                                .accessDeniedHandler((request, response, e) -> nothing(response)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private static RequestMatcher reads() {
        return new OrRequestMatcher(
                exact(HttpMethod.GET, Paths.SESSIONS),
                exact(HttpMethod.HEAD, Paths.SESSIONS),
                exact(HttpMethod.GET, Paths.HISTORY),
                exact(HttpMethod.HEAD, Paths.HISTORY),
                below(HttpMethod.GET, Paths.AUDIT),
                below(HttpMethod.HEAD, Paths.AUDIT));
    }

    /** Asking for a job; which kinds need role ADMIN, the controller knows. */
    private static RequestMatcher asks() {
        return exact(HttpMethod.POST, Paths.JOBS);
    }

    private static RequestMatcher audit() {
        return new OrRequestMatcher(below(HttpMethod.GET, Paths.AUDIT), below(HttpMethod.HEAD, Paths.AUDIT));
    }

    private static RequestMatcher exact(HttpMethod method, String path) {
        return new OrRequestMatcher(
                path(method, path),
                path(method, path + "/"),
                path(method, Paths.V1 + path),
                path(method, Paths.V1 + path + "/"));
    }

    private static RequestMatcher below(HttpMethod method, String path) {
        return new OrRequestMatcher(path(method, path + "/**"), path(method, Paths.V1 + path + "/**"));
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    private static void nothing(HttpServletResponse response) throws IOException {
        response.setStatus(404);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(NOTHING);
    }
}
