package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RevocationListener;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Says at start when nothing in a web application will ask about revocation: the listener alone refuses no request. Used
 * once.
 */
final class CoverageCheck implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(CoverageCheck.class);
    private static final String OURS = "io.curfew.listener.spring.";
    private static final List<String> DECODERS = List.of(
            "org.springframework.security.oauth2.jwt.JwtDecoder",
            "org.springframework.security.oauth2.jwt.ReactiveJwtDecoder");

    private final ConfigurableListableBeanFactory beans;

    CoverageCheck(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!isCovered()) {
            LOG.error(
                    "Nothing in this application checks whether a token was revoked: there is no JwtDecoder bean, and no"
                            + " bean uses the RevocationGate or the RevocationListener. Unless a security chain has a decoder of its"
                            + " own, revoked tokens are accepted. Use oauth2ResourceServer(), or a RevocationFilter");
        }
    }

    /** Whether anything was found that may ask about revocation. */
    boolean isCovered() {
        return DECODERS.stream().anyMatch(this::hasBean)
                || isUsed(RevocationListener.class)
                || isUsed(RevocationGate.class);
    }

    private boolean hasBean(String type) {
        ClassLoader loader = beans.getBeanClassLoader();
        return ClassUtils.isPresent(type, loader)
                && beans.getBeanNamesForType(ClassUtils.resolveClassName(type, loader), true, false).length > 0;
    }

    private boolean isUsed(Class<?> type) {
        return Arrays.stream(beans.getBeanNamesForType(type, true, false))
                .flatMap(name -> Arrays.stream(beans.getDependentBeans(name)))
                .anyMatch(user -> !isOurs(user));
    }

    private boolean isOurs(String name) {
        String factory = beans.containsBeanDefinition(name)
                ? beans.getBeanDefinition(name).getFactoryBeanName()
                : null;
        return name.startsWith(OURS) || (factory != null && factory.startsWith(OURS));
    }
}
