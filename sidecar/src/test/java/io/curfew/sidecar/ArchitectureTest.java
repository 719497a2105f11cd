package io.curfew.sidecar;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.curfew.testing.ClockRules;
import io.curfew.testing.Sources;
import io.curfew.testing.TestRules;

/** The sidecar is the listener as a process, and no more. */
@AnalyzeClasses(packages = "io.curfew.sidecar")
class ArchitectureTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);

    @ArchTest
    static final ArchTests clocks = ArchTests.in(ClockRules.class);

    @ArchTest
    static final ArchRule the_sidecar_sees_the_listener_and_notices = noClasses()
            .that(Sources.MAIN)
            .should()
            .dependOnClassesThat(resideInAPackage("io.curfew..")
                    .and(not(resideInAnyPackage(
                            "io.curfew.sidecar..", "io.curfew.listener..", "io.curfew.events.notice.."))));
}
