package io.curfew.command.sessions;

import static io.curfew.command.domain.Mother.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.domain.AddRule;
import io.curfew.command.domain.NewRule;
import io.curfew.command.running.CoreNode;
import io.curfew.events.RuleKind;
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

    @Test
    void sessions_that_a_rule_covers_are_ended_by_their_ids_and_no_others() {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings("h2"))) {
            node.commands().start(start("before", Instant.now()), () -> {});
            NewRule rule = new NewRule("r", RuleKind.CLIENT, "web", null, "retired", "an administrator");
            node.commands().addRule(new AddRule(rule, Instant.now()));
            node.commands().start(start("after", Instant.now()), () -> {});

            assertThat(node.bean(ExpirySweeper.class).sweep()).isEqualTo(1);

            assertThat(node.lookup().byRefreshTokenHash("before-0")).isEmpty();
            assertThat(node.lookup().byRefreshTokenHash("after-0")).isPresent();
            assertThat(node.bean(ExpirySweeper.class).sweep()).isZero();
        }
    }

    @Test
    void one_user_whose_events_cannot_be_read_does_not_keep_the_others_from_expiring() {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings("h2"))) {
            node.commands().start(start("old", Instant.now().minus(Duration.ofDays(8))), () -> {});
            node.jdbc()
                    .update("insert into session_event (aggregate_identifier, sequence_number, type, event_identifier,"
                            + " payload_type, payload, meta_data, time_stamp) values ('broken', 0, 'UserSessions', 'x',"
                            + " 'session.unheard_of', X'7B7D', X'7B7D', '2020-01-01T00:00:00Z')");
            node.jdbc()
                    .update("insert into active_session (session_id, user_id, expires_at)"
                            + " values ('s', 'broken', timestamp with time zone '2020-01-01 00:00:00Z')");

            assertThat(node.bean(ExpirySweeper.class).sweep()).isEqualTo(1);
        }
    }
}
