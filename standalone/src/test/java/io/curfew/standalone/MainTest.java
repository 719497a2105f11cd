package io.curfew.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command = Main.commandLine(Console.startedAgo(System.out, Duration.ZERO))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @ValueSource(
            strings = {"--no-such-flag", "--port=many", "--port=70000", "--kafka-port=-1", "something", "--set=novalue"
            })
    void a_wrong_command_line_is_one_line_and_code_2(String argument) {
        assertThat(command.execute(argument)).isEqualTo(2);

        assertThat(err.toString().strip())
                .startsWith("curfew: ")
                .endsWith("Try ./run --help.")
                .doesNotContain("\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_names_every_option_and_variable_and_starts_nothing() {
        assertThat(command.execute("--help")).isZero();

        assertThat(out.toString())
                .contains("--port", "--orders-port", "--billing-port", "--kafka-port", "--data", "--demo", "--set")
                .contains("CURFEW_PORT", "CURFEW_DATA", "CURFEW_ADMIN_PASSWORD", "CURFEW_AUDITOR_PASSWORD");
    }
}
