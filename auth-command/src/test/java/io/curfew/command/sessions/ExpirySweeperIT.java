package io.curfew.command.sessions;

import static io.curfew.command.domain.Mother.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.running.CoreNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpirySweeperIT {

    @Test
    void sessions_of_people_who_never_come_back_are_recorded_as_expired() {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings("h2"))) {
            node.commands().start(start("old", Instant.now().minus(Duration.ofDays(8))), () -> {});

            assertThat(node.bean(ExpirySweeper.class).sweep()).isEqualTo(1);

            assertThat(node.jdbc()
                            .queryForList(
                                    "select payload_type from session_event order by sequence_number", String.class))
                    .containsExactly("session.started", "session.expired");
            assertThat(node.lookup().byRefreshTokenHash("old-0")).isEmpty();
            assertThat(node.bean(ExpirySweeper.class).sweep()).isZero();
        }
    }
}
