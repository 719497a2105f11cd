package io.curfew.e2e.deployment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Of this class there is one object for all test classes of a JVM: it is made for the first that asks for it by a parameter, and
 * closed after the last test. Test classes that must have it to themselves lock it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OneForAll {

    /** Gives test classes that object. Stateless. */
    final class Resolver implements ParameterResolver {
        private static final Namespace NAMESPACE = Namespace.create(OneForAll.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().isAnnotationPresent(OneForAll.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return one(parameter.getParameter().getType(), context);
        }

        /** The store closes what it holds when all tests have run. */
        private static <T> T one(Class<T> type, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(type, key -> ReflectionSupport.newInstance(type), type);
        }
    }
}
