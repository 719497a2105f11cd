package io.curfew.command.web;

import io.curfew.command.StartRefusedException;
import io.curfew.command.domain.SessionPolicy;
import io.curfew.command.sessions.RevocationProofs;
import io.curfew.command.token.TokenProperties;
import io.curfew.command.web.body.StrictJsonConverter;
import io.curfew.command.web.credentials.ClientAddress;
import io.curfew.command.web.credentials.RequestOrigin;
import io.curfew.command.web.credentials.SameSiteCheck;
import io.curfew.command.web.credentials.TokenCookies;
import io.curfew.events.browser.TrustedOrigins;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Composes the HTTP face. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
class CommandWebConfiguration implements WebMvcConfigurer {

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new StrictJsonConverter());
    }

    /** A trailing slash changes nothing, for security rules and controllers alike, so it goes before both. */
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlashes() {
        FilterRegistrationBean<UrlHandlerFilter> registration = new FilterRegistrationBean<>(
                UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<TraceContextFilter> traceContext() {
        FilterRegistrationBean<TraceContextFilter> registration =
                new FilterRegistrationBean<>(new TraceContextFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Inside of everything else that answers: what it holds back is a command's own answer. */
    @Bean
    FilterRegistrationBean<AppliedWaitFilter> appliedWaits(RevocationProofs proofs) {
        FilterRegistrationBean<AppliedWaitFilter> registration =
                new FilterRegistrationBean<>(new AppliedWaitFilter(proofs));
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    @Bean
    SameSiteCheck sameSiteCheck(WebProperties properties, TokenProperties tokens) {
        List<String> origins = new ArrayList<>(properties.origins());
        URI issuer = URI.create(tokens.issuer());
        origins.add(issuer.getScheme() + "://" + issuer.getRawAuthority());
        return new SameSiteCheck(trusted(origins));
    }

    /**
     * Lets pages of the configured origins use the cookies and read the answers (CORS, WHATWG Fetch, section 3.3). In front
     * of the security chain: a preflight has no token, and a refusal must be readable too.
     */
    @Bean
    FilterRegistrationBean<CorsFilter> commandCrossOrigin(WebProperties properties) {
        TrustedOrigins origins = trusted(properties.origins());
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOriginPatterns(List.of("*")); // those that get this far
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
        allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        allowed.setExposedHeaders(List.of(
                Replies.POSITION,
                Replies.REVOCATION,
                HttpHeaders.LOCATION,
                HttpHeaders.RETRY_AFTER,
                HttpHeaders.WWW_AUTHENTICATE));
        allowed.setAllowCredentials(true);
        allowed.setMaxAge(Duration.ofHours(1));
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
                new CorsFilter(request -> origins.contains(request.getHeader(HttpHeaders.ORIGIN)) ? allowed : null));
        registration.setEnabled(!origins.isEmpty());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static TrustedOrigins trusted(List<String> origins) {
        try {
            return new TrustedOrigins(origins);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(
                    "curfew.origins has an entry that is " + e.getMessage() + ".",
                    "Write scheme, host and port of each, as browsers send them.");
        }
    }

    @Bean
    TokenCookies tokenCookies(WebProperties properties, SessionPolicy policy) {
        return new TokenCookies(
                properties.cookies().secure(), properties.cookies().prefixes(), policy.idle());
    }

    @Bean
    ClientAddress clientAddress(WebProperties properties) {
        return new ClientAddress(properties.proxies());
    }

    @Bean
    RequestOrigin requestOrigin(ClientAddress clientAddress) {
        return new RequestOrigin(clientAddress);
    }
}
