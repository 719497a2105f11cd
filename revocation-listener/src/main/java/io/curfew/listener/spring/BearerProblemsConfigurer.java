package io.curfew.listener.spring;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/**
 * Gives every security chain that is an OAuth 2 resource server the answers of the contract, without a word from the user;
 * leaves all other chains alone. Added to each {@link HttpSecurity} before the user's own configuration, so it is
 * initialised first and finds the resource server configured but not yet built.
 */
final class BearerProblemsConfigurer extends AbstractHttpConfigurer<BearerProblemsConfigurer, HttpSecurity> {
    private final BearerEntryPoint entryPoint = new BearerEntryPoint();

    @Override
    public void init(HttpSecurity http) {
        @SuppressWarnings("unchecked")
        OAuth2ResourceServerConfigurer<HttpSecurity> resourceServer =
                http.getConfigurer(OAuth2ResourceServerConfigurer.class);
        if (resourceServer == null) {
            return;
        }
        resourceServer.authenticationEntryPoint(entryPoint).accessDeniedHandler(new BearerDeniedHandler());
        resourceServer.addObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
            @Override
            public <T extends BearerTokenAuthenticationFilter> T postProcess(T filter) {
                // The default handler throws on, and the container says 500, when keys cannot be fetched.
                filter.setAuthenticationFailureHandler(entryPoint);
                return filter;
            }
        });
        http.addFilterBefore(new BearerRequestFilter(), BearerTokenAuthenticationFilter.class);
    }
}
