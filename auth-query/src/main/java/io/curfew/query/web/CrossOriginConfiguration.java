package io.curfew.query.web;

import io.curfew.events.browser.TrustedOrigins;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of the origins in {@code curfew.origins} use the cookies (CORS, WHATWG Fetch section 3.3): their preflights are
 * answered and they may read the answers. Requests of every other origin go on as they came, and no browser shows that
 * origin the answer.
 */
@Configuration(proxyBeanMethods = false)
class CrossOriginConfiguration {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE");
    private static final List<String> EXPOSED = List.of(
            SessionsController.POSITION,
            "Curfew-Revocation",
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE);

    @Bean
    TrustedOrigins queryTrustedOrigins(Environment environment) {
        return new TrustedOrigins(Binder.get(environment)
                .bind("curfew.origins", Bindable.listOf(String.class))
                .orElse(List.of()));
    }

    /** In front of the security chains: a preflight has no token, and a refusal must be readable too. */
    @Bean
    FilterRegistrationBean<CorsFilter> queryCrossOrigin(@Qualifier("queryTrustedOrigins") TrustedOrigins origins) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOriginPatterns(List.of("*")); // those that get this far
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        allowed.setExposedHeaders(EXPOSED);
        allowed.setAllowCredentials(true);
        allowed.setMaxAge(Duration.ofHours(1));
        var registration = new FilterRegistrationBean<>(
                new CorsFilter(request -> origins.contains(request.getHeader(HttpHeaders.ORIGIN)) ? allowed : null));
        registration.setEnabled(!origins.isEmpty());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
