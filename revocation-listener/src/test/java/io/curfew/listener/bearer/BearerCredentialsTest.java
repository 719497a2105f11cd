package io.curfew.listener.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The finer points; the table of the adapters has the rest. */
class BearerCredentialsTest {
    @Test
    void a_token_may_end_in_padding_but_not_be_padding() {
        assertThat(BearerCredentials.of(List.of("Bearer abc=="), null).token()).isEqualTo("abc==");
        assertThat(BearerCredentials.of(List.of("Bearer =="), null).refusal()).isEqualTo(BearerAnswer.TOKEN_INVALID);
        assertThat(BearerCredentials.of(List.of("Bearer a=b"), null).refusal()).isEqualTo(BearerAnswer.TOKEN_INVALID);
    }

    @Test
    void the_longest_token_is_read_and_a_longer_one_is_not() {
        String longest = "x".repeat(BearerCredentials.MAX_TOKEN_LENGTH);

        assertThat(BearerCredentials.of(List.of("Bearer " + longest), null).token())
                .isEqualTo(longest);
        assertThat(BearerCredentials.of(List.of("Bearer " + longest + "x"), null)
                        .refusal())
                .isEqualTo(BearerAnswer.TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my_access_token=1", "a=access_token=", "access_tokens=1", ""})
    void a_parameter_of_another_name_is_no_second_token(String query) {
        assertThat(BearerCredentials.of(List.of("Bearer abc"), query).token()).isEqualTo("abc");
    }

    @Test
    void it_does_not_show_the_token() {
        assertThat(BearerCredentials.of(List.of("Bearer abc"), null).toString()).doesNotContain("abc");
    }
}
