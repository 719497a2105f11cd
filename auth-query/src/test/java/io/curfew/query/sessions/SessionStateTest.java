package io.curfew.query.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.query.support.History;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionStateTest {

    @Test
    @DisplayName("I10 Agreement: any order of the same events, with copies, is the same session")
    void any_order_is_the_same_session() {
        History history = History.ofSomebody();
        String session = history.login();
        history.refresh(session, "203.0.113.1");
        history.refresh(session, null);
        history.refresh(session, "203.0.113.2");
        history.logout(session);
        SessionState expected = apply(history, session, List.of(0, 1, 2, 3, 4));
        assertThat(expected.address()).isEqualTo(new SessionState.Address(3, "203.0.113.2"));

        Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, random.nextInt(5), random.nextInt(5)));
            Collections.shuffle(order, random);
            assertThat(apply(history, session, order)).as("order %s", order).isEqualTo(expected);
        }
    }

    @Test
    void an_ended_session_does_not_come_back_by_a_late_refresh() {
        History history = History.ofSomebody();
        String session = history.login();
        history.refresh(session, "203.0.113.1");
        history.logout(session);

        SessionState state = apply(history, session, List.of(0, 2, 1));

        assertThat(state.end()).isNotNull();
        assertThat(state.endsAt())
                .isEqualTo(history.events().get(2).occurredAt().truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void it_lives_until_the_earlier_of_idle_and_absolute_expiry() {
        History history = History.ofSomebody();
        String session = history.login();
        SessionState state = apply(history, session, List.of(0));

        assertThat(Duration.between(state.start().createdAt(), state.endsAt())).isEqualTo(Duration.ofDays(7));
    }

    private static SessionState apply(History history, String session, List<Integer> order) {
        SessionState state = SessionState.unknown(session, history.user());
        for (int seq : order) {
            state = state.apply(seq, history.events().get(seq));
        }
        return state;
    }
}
