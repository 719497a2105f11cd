package io.curfew.listener.spring;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.OAuth2ResourceServerSpec;

/**
 * Gives every reactive chain that becomes an OAuth 2 resource server the answers of the contract, unless its author sets
 * others; leaves all other chains alone. A proxy, because {@link ServerHttpSecurity} has no hook for "when this is a
 * resource server": to touch that part of a chain is to switch it on.
 */
final class ReactiveChainAnswers implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof ServerHttpSecurity http)) {
            return bean;
        }
        ProxyFactory factory = new ProxyFactory();
        factory.setTargetSource(new Target(http));
        factory.setProxyTargetClass(true);
        Hook hook = new Hook(http);
        factory.addAdvice(hook);
        Object proxy = factory.getProxy(ServerHttpSecurity.class.getClassLoader());
        hook.proxy = proxy;
        return proxy;
    }

    /** The chain under construction, by the name of its public class: its own is private and cannot be extended. */
    private record Target(ServerHttpSecurity http) implements TargetSource {
        @Override
        public Class<?> getTargetClass() {
            return ServerHttpSecurity.class;
        }

        @Override
        public boolean isStatic() {
            return true;
        }

        @Override
        public Object getTarget() {
            return http;
        }
    }

    /** Puts our answers in front of what the author of the chain says. */
    private static final class Hook implements MethodInterceptor {
        private final ServerHttpSecurity target;
        private @Nullable Object proxy;
        private boolean hooked;

        Hook(ServerHttpSecurity target) {
            this.target = target;
        }

        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            if (call.getMethod().getName().equals("oauth2ResourceServer") && !hooked) {
                hooked = true;
                target.addFilterBefore(new ReactiveRequestFilter(), SecurityWebFiltersOrder.AUTHENTICATION);
                target.oauth2ResourceServer(answers());
            }
            Object result = call.proceed();
            // Chained calls go on through us.
            return result == target ? proxy : result;
        }

        private static Customizer<OAuth2ResourceServerSpec> answers() {
            ReactiveAnswers answers = new ReactiveAnswers();
            return server -> server.authenticationEntryPoint(answers)
                    .accessDeniedHandler(answers)
                    .authenticationFailureHandler(answers);
        }
    }
}
