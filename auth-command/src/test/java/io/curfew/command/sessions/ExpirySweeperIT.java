package io.curfew.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.domain.AddRule;
import io.curfew.command.domain.NewRule;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Someone;
import io.curfew.events.RuleKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExpirySweeperIT {
    private static CoreNode node;

    private final Someone ann = new Someone();

    /** One that sweeps when a test says so, and only then. */
    @BeforeAll
    static void start_node() {
        List<String> properties = new ArrayList<>(CoreNode.surroundings("h2"));
        properties.add("curfew.session.expiry-sweep=1h");
        node = CoreNode.start(properties);
    }

    @AfterAll
    static void stop_node() {
        node.close();
    }

    @Test
    void sessions_of_people_who_never_come_back_are_recorded_as_expired() {
        node.commands().start(ann.start("old", Instant.now().minus(Duration.ofDays(8))), () -> {});

        assertThat(node.bean(ExpirySweeper.class).sweep()).isEqualTo(1);

        assertThat(node.jdbc()
                        .queryForList(
                                "select payload_type from session_event where aggregate_identifier = ?"
                                        + " order by sequence_number",
                                String.class,
                                ann.user()))
                .containsExactly("session.started", "session.expired");
        assertThat(node.lookup().byRefreshTokenHash(ann.token("old", 0))).isEmpty();
        assertThat(node.bean(ExpirySweeper.class).sweep()).isZero();
    }

    @Test
    void sessions_that_a_rule_covers_are_ended_by_their_ids_and_no_others() {
        String client = "app-" + UUID.randomUUID();
        node.commands().start(ann.start("before", client, Instant.now()), () -> {});
        NewRule rule = new NewRule("r", RuleKind.CLIENT, client, null, "retired", "an administrator");
        node.commands().addRule(new AddRule(rule, Instant.now()));
        node.commands().start(ann.start("after", client, Instant.now()), () -> {});

        assertThat(node.bean(ExpirySweeper.class).sweep()).isEqualTo(1);

        assertThat(node.lookup().byRefreshTokenHash(ann.token("before", 0))).isEmpty();
        assertThat(node.lookup().byRefreshTokenHash(ann.token("after", 0))).isPresent();
        assertThat(node.bean(ExpirySweeper.class).sweep()).isZero();
    }

    @Test
    void one_user_whose_events_cannot_be_read_does_not_keep_the_others_from_expiring() {
        node.commands().start(ann.start("old", Instant.now().minus(Duration.ofDays(8))), () -> {});
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
