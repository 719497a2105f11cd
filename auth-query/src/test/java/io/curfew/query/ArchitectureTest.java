package io.curfew.query;

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

/** The read side knows the events and the listener, and nothing of who writes. */
@AnalyzeClasses(packages = "io.curfew.query")
class ArchitectureTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);

    @ArchTest
    static final ArchTests clocks = ArchTests.in(ClockRules.class);

    @ArchTest
    static final ArchRule query_does_not_see_command = noClasses()
            .that(Sources.MAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.curfew.command..", "io.curfew.example..", "io.curfew.standalone..");

    /** Of what is shipped: tests of one room use another's helpers. */
    @ArchTest
    static void the_rooms_of_auth_query_have_no_cycles(JavaClasses classes) {
        slices().matching("io.curfew.query.(*)..").should().beFreeOfCycles().check(classes.that(Sources.MAIN));
    }
}
