package io.curfew.standalone;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.curfew.testing.TestRules;

@AnalyzeClasses(packages = "io.curfew.standalone")
class ArchitectureTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);
}
