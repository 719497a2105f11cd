package io.curfew.query.pages;

import io.curfew.events.browser.TrustedOrigins;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may see which page, and what a browser may do with it. */
@Configuration(proxyBeanMethods = false)
class PagesSecurityConfiguration {
    /** Nothing inline and nothing from elsewhere. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @Bean
    @Order(5)
    SecurityFilterChain pagesSecurity(
            HttpSecurity http, JwtDecoder decoder, @Qualifier("queryTrustedOrigins") TrustedOrigins origins)
            throws Exception {
        return http.securityMatcher("/", PagePaths.HOME, PagePaths.HOME + "/**")
                .authorizeHttpRequests(PagesSecurityConfiguration::rules)
                .addFilterAfter(new SameOriginFilter(origins), HeaderWriterFilter.class)
                .addFilterBefore(new CookieSignIn(decoder), AnonymousAuthenticationFilter.class)
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(new SignIn()).accessDeniedHandler(denied()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(
                        AbstractHttpConfigurer
                                ::disable) // SameOriginFilter does it: there is no session to keep a token in
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        // The end of a stream, and the page that says no: whoever may not see more did not get that far.
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.FORWARD, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/", PagePaths.HOME, PagePaths.SIGN_IN, PagePaths.ASSETS + "/**")
                .permitAll()
                // A head has no messages, and what is not written to is not noticed when it is left.
                .requestMatchers(HttpMethod.HEAD, PagePaths.CLUSTER_LIVE, PagePaths.RECEIPT)
                .denyAll()
                // Whatever the method: a head is answered by what answers GET, and says how long that takes.
                .requestMatchers(PagePaths.AUDIT + "/**", PagePaths.CLUSTER + "/**")
                .hasAnyAuthority(Scopes.AUDITOR, Scopes.ADMIN)
                .requestMatchers(HttpMethod.GET, PagePaths.HOME + "/**")
                .authenticated()
                .requestMatchers(HttpMethod.HEAD, PagePaths.HOME + "/**")
                .authenticated()
                .anyRequest()
                .denyAll();
    }

    /** Says no with a page; what it is about is not told. */
    private static AccessDeniedHandler denied() {
        return (request, response, e) -> {
            request.setAttribute(ErrorPage.STATUS, 403);
            request.getRequestDispatcher(ErrorPage.PATH).forward(request, response);
        };
    }
}
