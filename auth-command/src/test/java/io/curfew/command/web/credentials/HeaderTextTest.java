package io.curfew.command.web.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"curl/8.5", "ÜberApp/1.0", "Anna’s app/2.1", "Жук", "Rocket 🚀/3"})
    void what_is_sent_in_utf_8_is_what_was_meant(String text) {
        assertThat(HeaderText.readable(asRead(text), 512)).isEqualTo(text);
    }

    @Test
    void what_is_no_utf_8_is_taken_as_it_was_read() {
        assertThat(HeaderText.readable("\u00dcberApp", 512)).isEqualTo("ÜberApp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\u0085", "\u009f", "\u202e", "\u2066", "\u200f", "\u2028", "\ue000"})
    void what_controls_how_text_is_shown_becomes_a_blank(String control) {
        assertThat(HeaderText.readable(asRead("a" + control + "b"), 512)).isEqualTo("a b");
    }

    @Test
    void it_is_cut_between_characters() {
        assertThat(HeaderText.readable(asRead("ab🚀c"), 3)).isEqualTo("ab");
        assertThat(HeaderText.readable(asRead("ab🚀c"), 4)).isEqualTo("ab🚀");
    }

    /** As a servlet container reads it. */
    private static String asRead(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
