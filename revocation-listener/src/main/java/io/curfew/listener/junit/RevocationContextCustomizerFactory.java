package io.curfew.listener.junit;

import io.curfew.listener.InMemoryNoticeFeed;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Puts an {@link InMemoryNoticeFeed} into the application context of test classes marked with {@link RevocationTest}, where
 * it takes Kafka's place. Found by Spring's test framework. Stateless.
 */
final class RevocationContextCustomizerFactory implements ContextCustomizerFactory {
    private static final String EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";

    RevocationContextCustomizerFactory() {}

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return TestContextAnnotationUtils.hasAnnotation(testClass, RevocationTest.class) ? new InMemoryFeed() : null;
    }

    /** Whether JUnit runs that class, or the one around it, with Spring's test context. */
    static boolean hasContext(Class<?> testClass) {
        return MergedAnnotations.search(SearchStrategy.TYPE_HIERARCHY)
                .withEnclosingClasses(ClassUtils::isInnerClass)
                .from(testClass)
                .stream(ExtendWith.class)
                .flatMap(annotation -> Arrays.stream(annotation.getClassArray("value")))
                .anyMatch(extension -> extension.getName().equals(EXTENSION));
    }

    /** Equal to every other, so that contexts are cached as before. */
    private record InMemoryFeed() implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            context.getBeanFactory().registerSingleton("curfewInMemoryNoticeFeed", new InMemoryNoticeFeed());
        }
    }
}
