package io.curfew.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Refresh tokens are random, hidden, and have one successor each. */
class RefreshTokensTest {
    private final RefreshTokens tokens = new RefreshTokens(new byte[32]);

    @Test
    void first_tokens_differ_and_have_32_bytes() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> tokens.first().value()))
                .doesNotHaveDuplicates()
                .allMatch(value -> value.length() == 43);
    }

    @Test
    void a_token_has_one_successor_on_every_node_with_the_same_key_and_another_with_another() {
        RefreshToken token = tokens.first();
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;

        assertThat(tokens.successorOf(token).value())
                .isEqualTo(new RefreshTokens(new byte[32]).successorOf(token).value())
                .isNotEqualTo(new RefreshTokens(otherKey).successorOf(token).value())
                .isNotEqualTo(token.value());
    }

    @Test
    void the_access_token_granted_with_a_refresh_token_has_one_id_that_says_nothing_of_it() {
        RefreshToken token = tokens.first();

        assertThat(tokens.accessTokenIdOf(token))
                .isEqualTo(new RefreshTokens(new byte[32]).accessTokenIdOf(token))
                .hasSize(22)
                .isNotEqualTo(tokens.accessTokenIdOf(tokens.successorOf(token)));
        assertThat(tokens.successorOf(token).value()).doesNotStartWith(tokens.accessTokenIdOf(token));
    }

    @Test
    void only_the_right_form_is_read() {
        String good = tokens.first().value();

        assertThat(RefreshToken.parse(good)).isPresent();
        for (String bad : new String[] {"", good + "A", good.substring(1), good.substring(1) + "+", good + "\n"}) {
            assertThat(RefreshToken.parse(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void a_token_does_not_print() {
        RefreshToken token = tokens.first();

        assertThat(token.toString()).doesNotContain(token.value()).doesNotContain(token.hash());
    }
}
