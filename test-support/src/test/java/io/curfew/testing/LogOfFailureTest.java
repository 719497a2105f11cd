package io.curfew.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class LogOfFailureTest {

    @Test
    void a_failure_names_the_file_with_what_was_logged_before_it() {
        Throwable failure = failureOf(Failing.class);

        assertThat(failure).hasMessage("on purpose");
        assertThat(failure.getSuppressed()).singleElement().satisfies(where -> assertThat(fileIn(where))
                .content()
                .contains("from its class", "from its test", "AssertionError: on purpose"));
    }

    @Test
    void a_class_that_cannot_begin_names_it_too() {
        assertThat(failureOf(NotBeginning.class).getSuppressed())
                .singleElement()
                .satisfies(where -> assertThat(fileIn(where)).content().contains("never begins"));
    }

    @Test
    void each_row_of_a_test_has_a_file_of_its_own() {
        assertThat(failuresOf(Rows.class))
                .extracting(failure -> fileIn(failure.getSuppressed()[0]))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void an_assumption_that_does_not_hold_is_left_as_it_is() {
        assertThat(failureOf(Assuming.class).getSuppressed()).isEmpty();
    }

    private static Path fileIn(Throwable where) {
        return Path.of(where.getMessage().substring("log: ".length()));
    }

    private static Throwable failureOf(Class<?> tests) {
        List<Throwable> failures = failuresOf(tests);
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    private static List<Throwable> failuresOf(Class<?> tests) {
        List<Throwable> failures = new ArrayList<>();
        // Without Progress, which would tell the console of failures that are meant.
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(alone)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                result.getThrowable().ifPresent(failures::add);
                            }
                        });
        return failures;
    }

    @ExtendWith(LogOfFailure.class)
    static class Rows {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void fails(int row) {
            assertThat(row).isZero();
        }
    }

    @ExtendWith(LogOfFailure.class)
    static class Failing {
        @BeforeAll
        static void begin() {
            System.out.println("from its class");
        }

        @Test
        void fails() {
            System.out.println("from its test");
            fail("on purpose");
        }
    }

    @ExtendWith(LogOfFailure.class)
    static class NotBeginning {
        @BeforeAll
        static void begin() {
            assertThat(true).as("never begins").isFalse();
        }

        @Test
        void runs() {}
    }

    @ExtendWith(LogOfFailure.class)
    static class Assuming {
        @Test
        void assumes() {
            Assumptions.abort("not here");
        }
    }
}
