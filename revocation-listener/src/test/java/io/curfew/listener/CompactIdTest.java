package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactIdTest {

    @Test
    void is_the_id_again_as_text_and_equal_only_to_itself() {
        Set<Object> keys = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = UUID.randomUUID().toString();
            Object key = CompactId.of(id);

            assertThat(key).isInstanceOf(CompactId.class).hasToString(id).isEqualTo(CompactId.of(id));
            assertThat(key.hashCode()).isEqualTo(CompactId.of(id).hashCode());
            assertThat(keys.add(key)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sid-1",
                "00000000-0000-0000-0000-00000000000",
                "00000000-0000-0000-0000-0000000000000",
                "00000000-0000-0000-0000-00000000000g",
                "00000000-0000-0000-0000-00000000000A",
                "0000000--0000-0000-0000-000000000000",
                "00000000000000000000000000000000----",
                "00000000-0000-0000-0000_000000000000",
                "00000000-0000-0000-0000-00000000000\u0661"
            })
    void any_other_id_stays_what_it_is(String id) {
        assertThat(CompactId.of(id)).isSameAs(id);
    }

    @Test
    void I3_a_session_is_not_revoked_by_one_whose_id_differs_in_case_only() {
        String id = UUID.randomUUID().toString().replaceFirst("^.", "a");

        assertThat(CompactId.of(id.toUpperCase(Locale.ROOT))).isNotEqualTo(CompactId.of(id));
    }
}
