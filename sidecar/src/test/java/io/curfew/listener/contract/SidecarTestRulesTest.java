package io.curfew.listener.contract;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.curfew.testing.TestRules;

/** What holds for the tests of every module, for those of the sidecar that stand beside the listener's contract. */
@AnalyzeClasses(packages = "io.curfew.listener.contract")
class SidecarTestRulesTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);
}
