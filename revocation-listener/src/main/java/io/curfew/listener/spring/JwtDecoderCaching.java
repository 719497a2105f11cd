package io.curfew.listener.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Puts a {@link CachingJwtDecoder} in front of the decoder that Spring Boot made, unless that is switched off, and has the
 * keys fetched again when one is revoked. Thread-safe.
 */
final class JwtDecoderCaching implements BeanPostProcessor {
    private final BootsDecoders boots;

    JwtDecoderCaching(ConfigurableListableBeanFactory beans, ObjectProvider<ListenerProperties> properties) {
        this.boots = new BootsDecoders(beans, properties);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof JwtDecoder decoder) || !boots.contain(name)) {
            return bean;
        }
        boots.onKeyRevoked(new KeyRefresh(decoder::decode));
        return boots.caching() ? new CachingJwtDecoder(decoder, boots.cache(), boots.validators()) : decoder;
    }
}
