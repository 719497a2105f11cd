package io.curfew.command.domain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionPolicyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PT10M | P30D | 100 | PT30S | PT15M | curfew.session.idle must not be shorter than access-token-lifetime.
                    P7D   | P6D  | 100 | PT30S | PT15M | curfew.session.absolute must not be shorter than idle.
                    P7D   | P30D | 0   | PT30S | PT15M | curfew.session.limit must be between 1 and 1000 sessions.
                    P7D   | P30D | 100 | PT6M  | PT15M | curfew.session.reuse-leeway must be between zero and five minutes.
                    P7D   | P30D | 100 | PT30S | PT0S  | curfew.session.access-token-lifetime must be at least one second.
                    """)
    void a_senseless_policy_is_refused_with_a_sentence(
            Duration idle, Duration absolute, int limit, Duration leeway, Duration lifetime, String sentence) {
        assertThatThrownBy(() -> new SessionPolicy(idle, absolute, limit, leeway, false, lifetime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
