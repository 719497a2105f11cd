package io.curfew.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds for the tests of every module. */
public final class TestRules {
    private TestRules() {}

    @ArchTest
    public static final ArchRule tests_wait_for_conditions_and_never_sleep = noClasses()
            .that(Sources.TESTS)
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a sleep is either too long or too short; wait for a condition");
}
