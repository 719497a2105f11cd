package io.curfew.listener.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Puts a {@link CachingReactiveJwtDecoder} in front of the decoder that Spring Boot made. Thread-safe. */
final class ReactiveJwtDecoderCaching implements BeanPostProcessor {
    private final BootsDecoders boots;

    ReactiveJwtDecoderCaching(ConfigurableListableBeanFactory beans, ObjectProvider<ListenerProperties> properties) {
        this.boots = new BootsDecoders(beans, properties);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ReactiveJwtDecoder decoder && boots.contain(name)
                ? new CachingReactiveJwtDecoder(decoder, boots.cache(), boots.validators())
                : bean;
    }
}
