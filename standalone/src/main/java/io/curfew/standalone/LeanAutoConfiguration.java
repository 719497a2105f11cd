package io.curfew.standalone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps what only the front door needs out of the resource services. They share its class path here, and Spring Boot would give
 * them a database and an event store just because the classes are there. Off unless {@value #PROPERTY} is true.
 */
final class LeanAutoConfiguration implements AutoConfigurationImportFilter, EnvironmentAware {
    static final String PROPERTY = "curfew.standalone.lean";
    private static final List<String> FOREIGN = List.of(
            "org.axonframework.",
            "org.springdoc.",
            "org.springframework.boot.jdbc.",
            "org.springframework.boot.persistence.",
            "org.springframework.boot.sql.",
            "org.springframework.boot.thymeleaf.",
            "org.springframework.boot.transaction.",
            "org.springframework.boot.flyway.");

    private boolean lean;

    @Override
    public void setEnvironment(Environment environment) {
        lean = environment.getProperty(PROPERTY, Boolean.class, false);
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            wanted[i] = !lean || candidate == null || FOREIGN.stream().noneMatch(candidate::startsWith);
        }
        return wanted;
    }
}
