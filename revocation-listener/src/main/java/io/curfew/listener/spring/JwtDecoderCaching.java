package io.curfew.listener.spring;

import io.curfew.listener.bearer.VerifiedTokenCache;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Puts a {@link CachingJwtDecoder} in front of the decoder that Spring Boot made, whose validators are known: its own and
 * all beans. A decoder of the application is left alone, since it may ask what must be asked every time. Thread-safe.
 */
final class JwtDecoderCaching implements BeanPostProcessor {
    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<ListenerProperties> properties;

    JwtDecoderCaching(ConfigurableListableBeanFactory beans, ObjectProvider<ListenerProperties> properties) {
        this.beans = beans;
        this.properties = properties;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof JwtDecoder decoder) || !madeBySpringBoot(name)) {
            return bean;
        }
        ObjectProvider<OAuth2TokenValidator<Jwt>> validators =
                beans.getBeanProvider(ResolvableType.forClassWithGenerics(OAuth2TokenValidator.class, Jwt.class));
        return new CachingJwtDecoder(
                decoder, cache(), validators.orderedStream().toList());
    }

    private VerifiedTokenCache<Jwt> cache() {
        int maxSize = properties.getObject().tokenCache().maxSize();
        try {
            return VerifiedTokenCache.ofSize(maxSize);
        } catch (IllegalArgumentException e) {
            throw new ListenerSettingException(
                    "curfew.listener.token-cache.max-size is " + maxSize + "; it must be at least 1");
        }
    }

    private boolean madeBySpringBoot(String name) {
        if (!beans.containsBeanDefinition(name)) {
            return false;
        }
        BeanDefinition definition = beans.getBeanDefinition(name);
        String factory = definition.getFactoryBeanName();
        return factory != null && factory.startsWith("org.springframework.boot.");
    }
}
