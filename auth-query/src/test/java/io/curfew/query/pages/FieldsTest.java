package io.curfew.query.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What came in an address is understood or refused. */
class FieldsTest {

    @Test
    void text_has_no_blanks_around_it_and_an_empty_field_is_none() {
        assertThat(Fields.text("User", " ada ")).isEqualTo("ada");
        assertThat(Fields.text("User", "  ")).isNull();
        assertThat(Fields.text("User", null)).isNull();
    }

    @Test
    void what_no_database_keeps_as_text_is_refused() {
        assertThatThrownBy(() -> Fields.text("User", "x".repeat(256))).hasMessageContaining("more than 255");
        assertThatThrownBy(() -> Fields.text("User", "a\0b")).hasMessageContaining("no text has");
    }

    @Test
    void a_time_has_a_zone() {
        assertThat(Fields.time("From", "2026-01-31T12:00:00+05:30")).isEqualTo(Instant.parse("2026-01-31T06:30:00Z"));
        assertThat(Fields.time("From", "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-01-31T12:00:00",
                "2026-02-30T12:00:00Z",
                "1969-12-31T23:59:59Z",
                "+99999-01-01T00:00:00Z"
            })
    void what_is_no_time_or_beyond_all_times_is_refused(String text) {
        assertThatThrownBy(() -> Fields.time("From", text)).hasMessageContaining("From is no time");
    }

    @Test
    void what_must_be_there_is_asked_for() {
        assertThat(Fields.given("Place", "here")).isEqualTo("here");
        assertThatThrownBy(() -> Fields.given("Place", null)).hasMessage("Place is missing.");
    }
}
