package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Shell;
import io.curfew.cli.support.StubPlatform;
import io.curfew.cli.terminal.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Help, version and completion. */
class HelpIT {
    @TempDir
    Path state;

    @Test
    void every_command_explains_itself_and_each_of_its_options() {
        List<CommandLine> all = new ArrayList<>();
        collect(root(), all);

        assertThat(all).hasSizeGreaterThan(25).allSatisfy(command -> {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getCommandSpec().usageMessage().header())
                    .as(name)
                    .isNotEmpty();
            assertThat(command.getCommandSpec().options()).allSatisfy(option -> assertThat(option.description())
                    .as(name + " " + option.longestName())
                    .isNotEmpty());
            assertThat(command.getCommandSpec().positionalParameters())
                    .allSatisfy(word -> assertThat(word.description()).as(name).isNotEmpty());
            assertThat(command.getUsageMessage()).contains("Exit codes");
        });
    }

    @Test
    void help_is_no_error_anywhere() throws Exception {
        try (StubPlatform platform = new StubPlatform()) {
            assertThat(new Shell(platform, state)
                            .run("audit", "export", "--help")
                            .out())
                    .contains("--resume");
            assertThat(new Shell(platform, state).run("--help").code()).isZero();
            assertThat(new Shell(platform, state).run("--version").out()).startsWith("curfew ");
        }
    }

    @Test
    void no_option_takes_a_secret() {
        List<CommandLine> all = new ArrayList<>();
        collect(root(), all);

        assertThat(all).allSatisfy(command -> assertThat(
                        command.getCommandSpec().optionsMap().keySet())
                .noneMatch(name -> name.matches("--?(p|pass|password|token|secret|store-password)")));
    }

    @Test
    void the_completion_script_knows_the_commands_and_bash_takes_it() throws Exception {
        String script;
        try (StubPlatform platform = new StubPlatform()) {
            script = new Shell(platform, state).run("completion", "bash").out();
        }
        assertThat(script).contains("what-if", "--all-others", "logout-all", "complete ", "curfew");

        Path file = Files.writeString(state.resolve("completion.sh"), script);
        Process bash = new ProcessBuilder("bash", "-n", file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    /** {@code docs/cli.md} is what {@code --help} says; written anew by {@code -Dcurfew.golden.update=true}. */
    @Test
    void the_document_names_every_command() throws Exception {
        String document = Files.readString(Path.of("../docs/cli.md"));
        List<CommandLine> all = new ArrayList<>();
        collect(root(), all);

        assertThat(all)
                .filteredOn(command -> command.getSubcommands().isEmpty())
                .allSatisfy(command ->
                        assertThat(document).contains(command.getCommandSpec().qualifiedName()));
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(sub -> collect(sub, all));
    }

    private static CommandLine root() {
        return Commands.commandLine(new Surroundings(
                Map.of(),
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream(),
                false,
                false,
                null,
                Clock.systemUTC()));
    }
}
