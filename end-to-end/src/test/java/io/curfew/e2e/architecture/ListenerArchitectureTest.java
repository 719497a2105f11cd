package io.curfew.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Each adapter of the listener needs one framework, and the decision itself none: others embed single ones of them. */
@AnalyzeClasses(packages = "io.curfew.listener", importOptions = DoNotIncludeTests.class)
class ListenerArchitectureTest {
    private static final String[] EVERYWHERE = {
        "io.curfew.listener", "io.curfew.listener.bearer", "java..", "org.jspecify..", "org.slf4j.."
    };

    @ArchTest
    static final ArchRule the_decision_needs_no_framework = needs("bearer", "com.github.benmanes.caffeine..");

    @ArchTest
    static final ArchRule the_servlet_filter_needs_the_servlet_api = needs("servlet", "jakarta.servlet..");

    @ArchTest
    static final ArchRule the_jax_rs_filter_needs_the_jax_rs_api =
            needs("jaxrs", "jakarta.ws.rs..", "jakarta.annotation..");

    @ArchTest
    static final ArchRule the_grpc_interceptor_needs_grpc = needs("grpc", "io.grpc..");

    @ArchTest
    static final ArchRule the_verifier_needs_jjwt =
            needs("jose", "io.jsonwebtoken..", "com.github.benmanes.caffeine..");

    private static ArchRule needs(String room, String... packages) {
        String[] allowed = Stream.of(EVERYWHERE, packages, new String[] {"io.curfew.listener." + room})
                .flatMap(Stream::of)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("io.curfew.listener." + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
