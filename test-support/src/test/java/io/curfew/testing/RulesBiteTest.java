package io.curfew.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rules that nothing breaks look like rules that check nothing. */
class RulesBiteTest {

    @Test
    void a_test_that_sleeps_is_found() {
        assertThatThrownBy(() -> TestRules.tests_wait_for_conditions_and_never_sleep.check(classes(Sleeping.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Sleeping.nap()");
    }

    @Test
    void a_decision_by_the_machines_clock_is_found() {
        // These classes are tests; the rule is for the others.
        assertThatThrownBy(() -> ClockRules.timeComesFromAnInjectedClock(DescribedPredicate.alwaysTrue())
                        .check(classes(Deciding.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Deciding.late()");
    }

    private static JavaClasses classes(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    static final class Sleeping {
        void nap() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class Deciding {
        boolean late() {
            return Instant.now().isAfter(Instant.EPOCH);
        }
    }
}
