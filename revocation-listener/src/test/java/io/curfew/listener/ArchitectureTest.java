package io.curfew.listener;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.curfew.testing.ClockRules;
import io.curfew.testing.Sources;
import io.curfew.testing.TestRules;
import java.util.stream.Stream;

/**
 * The listener goes into other people's processes: it knows the contract only, each of its adapters needs one framework,
 * and the decision itself none, since others embed single ones of them.
 */
@AnalyzeClasses(packages = "io.curfew.listener")
class ArchitectureTest {
    private static final String[] EVERYWHERE = {
        "io.curfew.listener", "io.curfew.listener.bearer", "java..", "org.jspecify..", "org.slf4j.."
    };

    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);

    @ArchTest
    static final ArchTests clocks = ArchTests.in(ClockRules.class);

    @ArchTest
    static final ArchRule the_listener_sees_only_notices_and_receipts = noClasses()
            .that(Sources.MAIN)
            .should()
            .dependOnClassesThat(resideInAPackage("io.curfew..")
                    .and(not(resideInAnyPackage(
                            "io.curfew.listener..", "io.curfew.events.notice..", "io.curfew.events.receipt"))));

    @ArchTest
    static final ArchRule the_listener_core_needs_only_kafka_caffeine_and_slf4j = classes()
            .that(Sources.MAIN)
            .and()
            .resideInAPackage("io.curfew.listener")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.curfew.listener",
                    "io.curfew.events.notice..",
                    "io.curfew.events.receipt",
                    "java..",
                    "org.jspecify..",
                    "org.apache.kafka..",
                    "com.github.benmanes.caffeine..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule the_table_never_evicts = noClasses()
            .that(Sources.MAIN)
            // Bounded memories of answers that let pass: forgetting one costs a question, never a revocation.
            .and()
            .haveNameNotMatching(".*\\.(RememberedIntrospection|VerifiedTokenCache)")
            .should()
            .callMethodWhere(target(owner(assignableTo(Caffeine.class)))
                    .and(target(nameMatching("maximumSize|maximumWeight|weakKeys|weakValues|softValues"))))
            .because("evicting a revocation un-revokes (docs/guarantees.md, Never)");

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
                .that(Sources.MAIN)
                .and()
                .resideInAPackage("io.curfew.listener." + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
