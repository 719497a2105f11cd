package io.curfew.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of strangers, in every form of output. */
class InertTest {
    private static final List<String> ATTACKS = List.of(
            "\u001b]0;owned\u0007", // sets the title
            "\u001b[2J\u001b[1;1H", // clears the screen
            "\u009b31m", // the same in C1
            "\r\nfake line",
            "\u202egnp.exe", // shows what follows backwards
            "\u2066\u2069\u200b\ufeff",
            "\u2028",
            "\udb40\udc41", // a tag character, invisible
            "\u007f\u0000\b");

    @ParameterizedTest
    @EnumSource(Format.class)
    void nothing_a_stranger_wrote_moves_the_terminal(Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output output = new Output(new Sink(out), format, new Style(false));
        List<Column> columns = Column.named("user_agent");

        ATTACKS.forEach(attack -> {
            output.item(columns, Json.object().put("user_agent", attack));
            output.list(columns, List.of(Json.object().put("user_agent", attack)));
            output.say(attack);
        });

        String printed = out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        assertThat(printed.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR);
        assertThat(printed).containsIgnoringCase("\\u001b]0;owned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë's laptop", "日本語", "🦊 Firefox", "a\\b", "العربية", "C:\\Users"})
    void ordinary_text_of_all_languages_stays_what_it_is(String text) {
        assertThat(Inert.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=1+2, '=1+2",
                "+cmd|calc, '+cmd|calc",
                "-2+3, '-2+3",
                "@SUM(A1), '@SUM(A1)",
                "` =1`, `' =1`",
                "＝1, '＝1",
                "＠SUM(A1), '＠SUM(A1)",
                "`\u00a0=1`, `'\u00a0=1`",
                "-12, -12",
                "3.5, 3.5",
                "a=b, a=b"
            })
    void no_cell_is_a_formula(String text, String cell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new Output(new Sink(out), Format.CSV, new Style(false))
                .list(Column.named("device_name"), List.of(Json.object().put("device_name", text)));

        String written = out.toString(StandardCharsets.UTF_8).replace("\"", "");
        assertThat(written).isEqualTo("device_name\r\n" + cell + "\r\n");
    }
}
