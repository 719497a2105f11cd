package io.curfew.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of strangers, before it is shown. */
class ForeignTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1+1",
                "-2+3",
                "@SUM(1)",
                "\uff1d1+1",
                "\uff0bcmd|calc",
                "\uff0d2+3",
                "\uff20SUM(1)",
                "\ufe661+1", // small forms
                "\ufe6bSUM(1)",
                "\u207c1", // superscript
                "\t=1",
                "\r=1",
                "\n=1",
                "\t1",
                "\rx",
                " =1",
                " \t=1",
                "\u00a0=1",
                "\u3000\uff1d1",
                "\ufeff=1",
                "\u200b=1",
                "\u202e=1",
                "\u0000=1"
            })
    void what_a_spreadsheet_may_take_for_a_formula_begins_with_an_apostrophe(String text) {
        assertThat(ForeignText.cell(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-12", "3.5", "-3.5", "a=b", " x", "2=2", "Zoë's laptop", "日本語", "🦊", "'=1"})
    void any_other_cell_stays_what_it_is(String text) {
        assertThat(ForeignText.cell(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a\u202egnp.exe, a gnp.exe",
                "a\u2066b\u2069c, a b c",
                "a\u200eb\u200fc, a b c",
                "a\u061cb, a b",
                "a\u200bb, a b",
                "a\u001b[2Jb, a [2Jb",
                "a\u009b31m, a 31m",
                "a\u0085b, a b",
                "a\u007fb, a b",
                "a\u2028b, a b"
            })
    void what_is_not_visible_becomes_a_blank(String text, String shown) {
        assertThat(ForeignText.visible(text)).isEqualTo(shown);
    }

    @Test
    void half_a_character_becomes_a_blank() {
        assertThat(ForeignText.visible("a\ud83d")).isEqualTo("a ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Zoë's laptop", "日本語", "العربية", "🦊 Firefox", "C:\\Users", "a  b"})
    void visible_text_stays_what_it_is(String text) {
        assertThat(ForeignText.visible(text)).isSameAs(text);
    }
}
