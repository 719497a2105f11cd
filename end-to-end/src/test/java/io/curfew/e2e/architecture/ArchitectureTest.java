package io.curfew.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Imports go one way, and what guarantees.md forbids is not in the code. */
@AnalyzeClasses(packages = "io.curfew", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule notices_depend_on_nothing = classes()
            .that()
            .resideInAPackage("io.curfew.events.notice..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.curfew.events.notice..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule events_depend_on_nothing_but_jackson_for_their_json_and_kafka_for_reading = classes()
            .that()
            .resideInAPackage("io.curfew.events..")
            .and()
            .resideOutsideOfPackages(
                    "io.curfew.events.json..", "io.curfew.events.receipt.kafka..", "io.curfew.events.history.kafka..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.curfew.events..", "java..", "javax.crypto..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_listener_sees_only_notices_and_receipts = noClasses()
            .that()
            .resideInAPackage("io.curfew.listener..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.curfew..")
                    .and(not(resideInAnyPackage(
                            "io.curfew.listener..", "io.curfew.events.notice..", "io.curfew.events.receipt"))));

    @ArchTest
    static final ArchRule the_listener_core_needs_only_kafka_caffeine_and_slf4j = classes()
            .that()
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
    static final ArchRule command_sees_neither_query_nor_listener = noClasses()
            .that()
            .resideInAPackage("io.curfew.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.curfew.query..", "io.curfew.listener..", "io.curfew.example..", "io.curfew.standalone..");

    @ArchTest
    static final ArchRule query_does_not_see_command = noClasses()
            .that()
            .resideInAPackage("io.curfew.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.curfew.command..", "io.curfew.example..", "io.curfew.standalone..");

    @ArchTest
    static final ArchRule an_embedding_service_sees_only_the_listener = noClasses()
            .that()
            .resideInAPackage("io.curfew.example..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.curfew..")
                    .and(not(resideInAnyPackage("io.curfew.example..", "io.curfew.listener.."))));

    @ArchTest
    static final ArchRule the_sidecar_sees_the_listener_and_notices = noClasses()
            .that()
            .resideInAPackage("io.curfew.sidecar..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.curfew..")
                    .and(not(resideInAnyPackage(
                            "io.curfew.sidecar..", "io.curfew.listener..", "io.curfew.events.notice.."))));

    @ArchTest
    static final ArchRule nobody_sees_the_sidecar = noClasses()
            .that()
            .resideOutsideOfPackages("io.curfew.sidecar..", "io.curfew.e2e..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.curfew.sidecar..");

    @ArchTest
    static final ArchRule the_command_line_sees_only_the_contract = noClasses()
            .that()
            .resideInAPackage("io.curfew.cli..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.curfew..")
                    .and(not(resideInAnyPackage("io.curfew.cli..", "io.curfew.events.."))));

    @ArchTest
    static final ArchRule nobody_sees_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackages("io.curfew.cli..", "io.curfew.e2e..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.curfew.cli..");

    @ArchTest
    static final ArchRule the_rooms_of_the_command_line_have_no_cycles =
            slices().matching("io.curfew.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_domain_knows_only_itself_events_and_axons_annotations = classes()
            .that()
            .resideInAPackage("io.curfew.command.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.curfew.command.domain..",
                    "io.curfew.events",
                    "java..",
                    "org.jspecify..",
                    "org.axonframework.commandhandling..",
                    "org.axonframework.eventsourcing..",
                    "org.axonframework.modelling..",
                    "org.axonframework.serialization..");

    @ArchTest
    static final ArchRule only_the_outbox_knows_kafka = noClasses()
            .that()
            .resideInAPackage("io.curfew.command..")
            .and()
            .resideOutsideOfPackage("io.curfew.command.outbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule modules_have_no_cycles =
            slices().matching("io.curfew.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_rooms_of_auth_command_have_no_cycles =
            slices().matching("io.curfew.command.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_rooms_of_auth_query_have_no_cycles =
            slices().matching("io.curfew.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_table_never_evicts = noClasses()
            .that()
            .resideInAPackage("io.curfew.listener..")
            // Bounded memories of answers that let pass: forgetting one costs a question, never a revocation.
            .and()
            .haveNameNotMatching(".*\\.(RememberedIntrospection|VerifiedTokenCache)")
            .should()
            .callMethodWhere(target(owner(assignable(Caffeine.class)))
                    .and(target(nameMatching("maximumSize|maximumWeight|weakKeys|weakValues|softValues"))))
            .because("evicting a revocation un-revokes (docs/guarantees.md, Never)");

    @ArchTest
    static final ArchRule time_comes_from_an_injected_clock = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.curfew.events..",
                    "io.curfew.command..",
                    "io.curfew.query..",
                    "io.curfew.listener..",
                    "io.curfew.sidecar..",
                    "io.curfew.cli..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a Clock is injected; only composition roots make one");

    @ArchTest
    static final ArchRule only_composition_roots_make_a_clock = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.curfew.events..",
                    "io.curfew.command..",
                    "io.curfew.query..",
                    "io.curfew.listener..",
                    "io.curfew.sidecar..",
                    "io.curfew.cli..")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .haveSimpleNameNotEndingWith("Builder")
            .and()
            .haveSimpleNameNotEndingWith("NoticeFeed") // what an embedder's composition root calls without a clock
            .should()
            .callMethod(Clock.class, "systemUTC");

    private static DescribedPredicate<JavaClass> assignable(Class<?> type) {
        return JavaClass.Predicates.assignableTo(type);
    }
}
