package io.curfew.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Where time may come from, in every module that decides by it. */
public final class ClockRules {
    private ClockRules() {}

    @ArchTest
    public static final ArchRule time_comes_from_an_injected_clock = timeComesFromAnInjectedClock(Sources.MAIN);

    @ArchTest
    public static final ArchRule only_composition_roots_make_a_clock = noClasses()
            .that(Sources.MAIN)
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .haveSimpleNameNotEndingWith("Builder")
            .and()
            .haveSimpleNameNotEndingWith("NoticeFeed") // what an embedder's composition root calls without a clock
            .should()
            .callMethod(Clock.class, "systemUTC");

    static ArchRule timeComesFromAnInjectedClock(DescribedPredicate<JavaClass> where) {
        return noClasses()
                .that(where)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a Clock is injected; only composition roots make one");
    }
}
