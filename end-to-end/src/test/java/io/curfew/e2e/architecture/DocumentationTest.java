package io.curfew.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents do not point into the void, and every promise names a test. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST_LINK =
            Pattern.compile("]\\([^)]*/src/test/java/[^)]*(?:Test|IT|Contract|Journey)\\.java\\)");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top).filter(file -> file.toString().endsWith(".md")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_leads_somewhere(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            assertThat(document.resolveSibling(links.group(1)))
                    .as(ROOT.relativize(document) + " links")
                    .exists();
        }
    }

    @Test
    void every_invariant_names_the_tests_that_prove_it() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/guarantees.md"));

        IntStream.rangeClosed(1, 12).forEach(number -> assertThat(lines)
                .as("I%d", number)
                .filteredOn(line -> line.startsWith("| **I" + number + " "))
                .singleElement()
                .satisfies(line -> assertThat(TEST_LINK.matcher(line).find()).isTrue()));
    }

    @Test
    void the_readme_is_short() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(250);
    }

    /** The bill of materials has no parent that could tell it. */
    @Test
    void the_bill_of_materials_has_the_version_of_the_rest() throws IOException {
        Pattern version = Pattern.compile("<version>([^<]+)</version>");
        Matcher bom = version.matcher(Files.readString(ROOT.resolve("bom/pom.xml")));
        Matcher rest = version.matcher(Files.readString(ROOT.resolve("pom.xml")));

        assertThat(bom.find()).isTrue();
        assertThat(rest.find()).isTrue();
        assertThat(bom.group(1)).isEqualTo(rest.group(1));
    }

    /** {@code ./run} and {@code ./curfew} build these without tests, so nothing that only tests make may be needed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "session-events",
                "revocation-listener",
                "auth-command",
                "auth-query",
                "examples/resource-service",
                "standalone",
                "cli"
            })
    void what_the_start_scripts_build_needs_no_test_jar(String module) throws IOException {
        assertThat(Files.readString(ROOT.resolve(module).resolve("pom.xml"))).doesNotContain("<type>test-jar</type>");
    }
}
