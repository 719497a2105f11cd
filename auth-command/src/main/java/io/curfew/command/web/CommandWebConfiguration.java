package io.curfew.command.web;

import io.curfew.command.domain.SessionPolicy;
import io.curfew.command.sessions.RevocationProofs;
import io.curfew.command.token.TokenProperties;
import io.curfew.command.web.body.StrictJsonConverter;
import io.curfew.command.web.credentials.ClientAddress;
import io.curfew.command.web.credentials.RequestOrigin;
import io.curfew.command.web.credentials.SameSiteCheck;
import io.curfew.command.web.credentials.TokenCookies;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
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
        return new SameSiteCheck(origins);
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
