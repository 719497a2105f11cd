package io.curfew.command.web;

import io.curfew.command.sessions.IssuedTokens;
import io.curfew.command.token.AccessTokenVerifier;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.BodyLimitFilter;
import io.curfew.command.web.credentials.CurrentRoles;
import io.curfew.command.web.credentials.SameSiteCheck;
import io.curfew.command.web.credentials.TokenFilter;
import io.curfew.command.web.credentials.Unauthenticated;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.command.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.DispatcherTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may ask for what. What is not named here does not exist. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String NAMELESS = SecurityConfiguration.class.getName() + ".nameless";
    /** The groups of the description; springdoc answers any other with an error. */
    private static final String DESCRIBED = "{group:auth-command|auth-query}";

    static final String ADMIN = "SCOPE_admin";
    private static final String AUDITOR = "SCOPE_auditor";
    private static final String CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

    @Bean
    @Order(20)
    SecurityFilterChain commandSecurity(
            HttpSecurity http,
            AccessTokenVerifier verifier,
            IssuedTokens issued,
            CurrentRoles roles,
            SameSiteCheck sameSite,
            Clock clock)
            throws Exception {
        return http.authorizeHttpRequests(SecurityConfiguration::rules)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, e) -> ProblemWriter.write(response, refusal(request)))
                        .accessDeniedHandler((request, response, e) -> ProblemWriter.write(response, denial(request))))
                .addFilterAfter(new BodyLimitFilter(), HeaderWriterFilter.class)
                .addFilterBefore(
                        new TokenFilter(verifier, issued, roles, sameSite, clock), AnonymousAuthenticationFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // SameSiteCheck does it: there is no session to keep a token in
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Nobody logs in by way of Spring Security; without this Boot would make a user and print its password. */
    @Bean
    UserDetailsService noUsersOfSpringSecurity() {
        return username -> {
            throw new UsernameNotFoundException("nobody logs in this way");
        };
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers(new DispatcherTypeRequestMatcher(DispatcherType.ERROR))
                .permitAll()
                .requestMatchers(paths(
                        "/auth/register",
                        "/auth/login",
                        "/auth/refresh",
                        "/auth/logout",
                        "/auth/introspect",
                        "/revocations/*"))
                .permitAll()
                .requestMatchers(paths("/.well-known/jwks.json", "/.well-known/oauth-authorization-server/**"))
                .permitAll()
                .requestMatchers(
                        "/actuator/health/**",
                        "/actuator/prometheus",
                        "/v3/api-docs/" + DESCRIBED,
                        "/v3/api-docs.yaml/" + DESCRIBED)
                .permitAll()
                .requestMatchers(paths("/auth/logout-all", "/auth/password", "/auth/sessions/**"))
                .authenticated()
                .requestMatchers(paths("/auth/history-accesses"))
                .hasAnyAuthority(ADMIN, AUDITOR)
                .requestMatchers(reads("/admin/outbox"))
                .hasAnyAuthority(ADMIN, AUDITOR)
                .requestMatchers(paths("/admin/**"))
                .hasAuthority(ADMIN)
                .anyRequest()
                .access((authentication, context) -> {
                    context.getRequest().setAttribute(NAMELESS, true);
                    return new AuthorizationDecision(false);
                });
    }

    private static RequestMatcher[] reads(String path) {
        return Stream.of(path, ApiPaths.V1 + path)
                .flatMap(each -> Stream.of(HttpMethod.GET, HttpMethod.HEAD)
                        .map(method -> PathPatternRequestMatcher.withDefaults().matcher(method, each)))
                .toArray(RequestMatcher[]::new);
    }

    private static RequestMatcher[] paths(String... paths) {
        return Arrays.stream(paths)
                .flatMap(path -> Stream.of(path, ApiPaths.V1 + path))
                .map(PathPatternRequestMatcher::pathPattern)
                .toArray(RequestMatcher[]::new);
    }

    private static ProblemException refusal(HttpServletRequest request) {
        return isNameless(request) ? nothing() : Unauthenticated.why(request);
    }

    private static ProblemException denial(HttpServletRequest request) {
        return isNameless(request)
                ? nothing()
                : new ProblemException(ProblemCode.INSUFFICIENT_SCOPE, "The access token may not do this");
    }

    private static boolean isNameless(HttpServletRequest request) {
        return request.getAttribute(NAMELESS) != null;
    }

    private static ProblemException nothing() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is nothing here.");
    }
}
