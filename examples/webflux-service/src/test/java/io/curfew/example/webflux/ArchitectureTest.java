package io.curfew.example.webflux;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.curfew.testing.Sources;
import io.curfew.testing.TestRules;

/** What an embedder of the listener needs of Curfew: the listener. */
@AnalyzeClasses(packages = "io.curfew.example")
class ArchitectureTest {
    @ArchTest
    static final ArchTests tests = ArchTests.in(TestRules.class);

    @ArchTest
    static final ArchRule an_embedding_service_sees_only_the_listener = noClasses()
            .that(Sources.MAIN)
            .should()
            .dependOnClassesThat(resideInAPackage("io.curfew..")
                    .and(not(resideInAnyPackage("io.curfew.example..", "io.curfew.listener.."))));
}
