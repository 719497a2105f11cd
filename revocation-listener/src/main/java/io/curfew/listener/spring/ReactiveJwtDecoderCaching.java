package io.curfew.listener.spring;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * Puts a {@link CachingReactiveJwtDecoder} in front of the decoder that Spring Boot made, unless that is switched off, and
 * has the keys fetched again when one is revoked: Spring's decoder keeps them until it meets a new key id. Thread-safe.
 */
final class ReactiveJwtDecoderCaching implements BeanPostProcessor {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final BootsDecoders boots;

    ReactiveJwtDecoderCaching(ConfigurableListableBeanFactory beans, ObjectProvider<ListenerProperties> properties) {
        this.boots = new BootsDecoders(beans, properties);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof ReactiveJwtDecoder decoder) || !boots.contain(name)) {
            return bean;
        }
        boots.onKeyRevoked(new KeyRefresh(token -> decoder.decode(token).block(TIMEOUT)));
        return boots.caching() ? new CachingReactiveJwtDecoder(decoder, boots.cache(), boots.validators()) : decoder;
    }
}
