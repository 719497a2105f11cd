package io.curfew.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the tests of every module. */
class TestRulesTest {

    @Test
    void tests_wait_for_conditions_and_never_sleep() throws IOException {
        JavaClasses tests = new ClassFileImporter().importPaths(testClasses());
        assertThat(tests).as("the tests were found").hasSizeGreaterThan(20);

        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("a sleep is either too long or too short; wait for a condition")
                .check(tests);
    }

    private static List<Path> testClasses() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> modules = Files.find(
                root, 4, (path, attributes) -> path.endsWith("target/test-classes") && attributes.isDirectory())) {
            return modules.toList();
        }
    }
}
