package io.curfew.listener.spring;

import io.curfew.listener.RevocationListener;
import io.curfew.listener.bearer.VerifiedTokenCache;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Tells Spring Boot's own decoder beans, whose validators are known, from an application's, which may ask what must be asked
 * every time and is left alone. Thread-safe.
 */
final class BootsDecoders {
    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<ListenerProperties> properties;

    BootsDecoders(ConfigurableListableBeanFactory beans, ObjectProvider<ListenerProperties> properties) {
        this.beans = beans;
        this.properties = properties;
    }

    boolean contain(String name) {
        if (!beans.containsBeanDefinition(name)) {
            return false;
        }
        String factory = beans.getBeanDefinition(name).getFactoryBeanName();
        return factory != null && factory.startsWith("org.springframework.boot.");
    }

    List<OAuth2TokenValidator<Jwt>> validators() {
        ObjectProvider<OAuth2TokenValidator<Jwt>> validators =
                beans.getBeanProvider(ResolvableType.forClassWithGenerics(OAuth2TokenValidator.class, Jwt.class));
        return validators.orderedStream().toList();
    }

    boolean caching() {
        return properties.getObject().tokenCache().enabled();
    }

    /** Runs the action whenever a signing key is revoked. */
    void onKeyRevoked(Runnable action) {
        // For as long as the listener lives.
        var unused = beans.getBean(RevocationListener.class).onKeyRevoked(action);
    }

    /** A cache that forgets everything when a signing key is revoked. */
    VerifiedTokenCache<Jwt> cache() {
        int maxSize = properties.getObject().tokenCache().maxSize();
        try {
            VerifiedTokenCache<Jwt> cache = VerifiedTokenCache.ofSize(maxSize);
            onKeyRevoked(cache::clear);
            return cache;
        } catch (IllegalArgumentException e) {
            throw new ListenerSettingException(
                    "curfew.listener.token-cache.max-size is " + maxSize + "; it must be at least 1");
        }
    }
}
