package io.curfew.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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

/** The command line knows the platform by its contract alone. */
@AnalyzeClasses(packages = "io.curfew.cli")
class ArchitectureTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);

    @ArchTest
    static final ArchTests clocks = ArchTests.in(ClockRules.class);

    @ArchTest
    static final ArchRule the_command_line_sees_only_the_contract = noClasses()
            .that(Sources.MAIN)
            .should()
            .dependOnClassesThat(resideInAPackage("io.curfew..")
                    .and(not(resideInAnyPackage("io.curfew.cli..", "io.curfew.events.."))));

    @ArchTest
    static void the_rooms_of_the_command_line_have_no_cycles(JavaClasses classes) {
        slices().matching("io.curfew.cli.(*)..").should().beFreeOfCycles().check(classes.that(Sources.MAIN));
    }
}
