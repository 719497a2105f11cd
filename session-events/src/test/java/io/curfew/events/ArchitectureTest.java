package io.curfew.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.curfew.testing.ClockRules;
import io.curfew.testing.Sources;
import io.curfew.testing.TestRules;

/** The contract depends on next to nothing, so that everybody can depend on it. */
@AnalyzeClasses(packages = "io.curfew.events")
class ArchitectureTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);

    @ArchTest
    static final ArchTests clocks = ArchTests.in(ClockRules.class);

    @ArchTest
    static final ArchRule notices_depend_on_nothing = classes()
            .that(Sources.MAIN)
            .and()
            .resideInAPackage("io.curfew.events.notice..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.curfew.events.notice..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule events_depend_on_nothing_but_jackson_for_their_json_and_kafka_for_reading = classes()
            .that(Sources.MAIN)
            .and()
            .resideOutsideOfPackages(
                    "io.curfew.events.json..", "io.curfew.events.receipt.kafka..", "io.curfew.events.history.kafka..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.curfew.events..", "java..", "javax.crypto..", "org.jspecify..");
}
