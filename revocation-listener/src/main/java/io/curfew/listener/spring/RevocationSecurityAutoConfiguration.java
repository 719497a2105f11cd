package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/**
 * Validators that Spring Boot's own {@code JwtDecoder}, servlet or reactive, picks up.
 */
@AutoConfiguration(after = RevocationListenerAutoConfiguration.class)
@ConditionalOnClass({Jwt.class, OAuth2TokenValidator.class})
@ConditionalOnBean(ListenerLifecycle.class)
class RevocationSecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RevocationTokenValidator revocationTokenValidator(RevocationGate gate) {
        return RevocationTokenValidator.byRoute(gate);
    }

    /**
     * Spring Security adds a validator that refuses {@code at+jwt} unless exactly one of this class is given, top-level;
     * so never a second one beside the application's.
     */
    @Bean
    @ConditionalOnMissingBean
    JwtTypeValidator accessTokenTypeValidator(ListenerProperties properties) {
        return new JwtTypeValidator(properties.tokenTypes());
    }

    @Bean
    static JwtDecoderCaching jwtDecoderCaching(
            ConfigurableListableBeanFactory beans, ObjectProvider<ListenerProperties> properties) {
        return new JwtDecoderCaching(beans, properties);
    }
}
