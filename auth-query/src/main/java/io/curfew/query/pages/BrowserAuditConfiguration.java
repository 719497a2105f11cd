package io.curfew.query.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Lets the audit page ask the same questions as any other client of {@code /audit}, with its cookie in place of a bearer
 * token: for the chart, the state at a time, jobs and downloads. Only for what a browser itself says comes from a page of
 * ours; every other request, one with an {@code Authorization} header too, goes to the chain that it always went to.
 */
@Configuration(proxyBeanMethods = false)
class BrowserAuditConfiguration {
    private static final String JOBS = "/audit/jobs";

    @Bean
    @Order(6)
    SecurityFilterChain pagesAuditQuestions(HttpSecurity http, JwtDecoder decoder) throws Exception {
        return http.securityMatcher(BrowserAuditConfiguration::isOfOurPage)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/audit/**")
                        .hasAnyAuthority(Scopes.AUDITOR, Scopes.ADMIN)
                        .requestMatchers(HttpMethod.POST, JOBS)
                        .hasAnyAuthority(Scopes.AUDITOR, Scopes.ADMIN)
                        .anyRequest()
                        .denyAll())
                .addFilterBefore(new CookieSignIn(decoder), AnonymousAuthenticationFilter.class)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(new SignIn())
                        .accessDeniedHandler((request, response, e) -> response.setStatus(403)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // the matcher does it: nothing else gets here
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .build();
    }

    private static boolean isOfOurPage(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return request.getRequestURI().startsWith(request.getContextPath() + "/audit/")
                && "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                && request.getHeader("Authorization") == null
                && cookies != null
                && Arrays.stream(cookies).anyMatch(cookie -> cookie.getName().equals(CookieSignIn.COOKIE));
    }
}
