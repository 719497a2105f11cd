package io.curfew.e2e.architecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.curfew.testing.TestRules;

/** What holds for the tests of every module, for those of this one. */
@AnalyzeClasses(packages = "io.curfew.e2e")
class TestRulesTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);
}
