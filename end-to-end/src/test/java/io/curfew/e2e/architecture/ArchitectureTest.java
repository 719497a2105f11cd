package io.curfew.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds between modules. What a module owes by itself is in its own test of this name. */
@AnalyzeClasses(packages = "io.curfew", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nobody_sees_the_sidecar = noClasses()
            .that()
            .resideOutsideOfPackages("io.curfew.sidecar..", "io.curfew.e2e..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.curfew.sidecar..");

    @ArchTest
    static final ArchRule nobody_sees_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackages("io.curfew.cli..", "io.curfew.e2e..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.curfew.cli..");

    @ArchTest
    static final ArchRule modules_have_no_cycles =
            slices().matching("io.curfew.(*)..").should().beFreeOfCycles();
}
