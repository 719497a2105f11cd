package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code @RequireFresh} on the handler methods of Spring MVC. */
@AutoConfiguration(after = RevocationWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({JwtAuthenticationToken.class, WebMvcConfigurer.class})
@ConditionalOnBean(ServletCallers.class)
class RevocationMvcAutoConfiguration {

    @Bean
    HandlerRules requireFreshRules(RevocationGate gate) {
        return new HandlerRules(gate);
    }

    @Bean
    WebMvcConfigurer requireFreshInterceptor(
            RevocationGate gate, HandlerRules requireFreshRules, ServletCallers callers) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RequireFreshInterceptor(gate, requireFreshRules, callers));
            }
        };
    }

    /** Reads all annotations at start: a mistake is better known then than at the first request. */
    @Bean
    SmartInitializingSingleton requireFreshCheck(
            ObjectProvider<RequestMappingHandlerMapping> mappings, HandlerRules requireFreshRules) {
        return () -> mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .forEach(requireFreshRules::of);
    }
}
