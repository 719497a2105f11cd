package io.curfew.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.curfew.testing.ClockRules;
import io.curfew.testing.Sources;
import io.curfew.testing.TestRules;

/** Commands see neither who reads nor who is told, and the domain sees nothing of how it is run. */
@AnalyzeClasses(packages = "io.curfew.command")
class ArchitectureTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);

    @ArchTest
    static final ArchTests clocks = ArchTests.in(ClockRules.class);

    @ArchTest
    static final ArchRule command_sees_neither_query_nor_listener = noClasses()
            .that(Sources.MAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.curfew.query..", "io.curfew.listener..", "io.curfew.example..", "io.curfew.standalone..");

    @ArchTest
    static final ArchRule the_domain_knows_only_itself_events_and_axons_annotations = classes()
            .that(Sources.MAIN)
            .and()
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
            .that(Sources.MAIN)
            .and()
            .resideOutsideOfPackage("io.curfew.command.outbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    /** Without the tests, which use what those of other rooms run on. */
    @ArchTest
    static void the_rooms_of_auth_command_have_no_cycles(JavaClasses everything) {
        slices().matching("io.curfew.command.(*)..").should().beFreeOfCycles().check(everything.that(Sources.MAIN));
    }
}
