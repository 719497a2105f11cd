package io.curfew.command.sessions;

import static io.curfew.command.domain.Mother.refresh;
import static io.curfew.command.domain.Mother.revoke;
import static io.curfew.command.domain.Mother.revokeAll;
import static io.curfew.command.domain.Mother.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.Refusal;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import io.curfew.events.EventHeaders;
import io.curfew.events.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands, their outbox and their relay on real databases and a real broker. */
@ParameterizedClass
@MethodSource("io.curfew.command.running.Databases#both")
class SessionCommandsIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String vendor;
    private CoreNode node;

    SessionCommandsIT(String vendor) {
        this.vendor = vendor;
    }

    @BeforeEach
    void start_node() {
        node = CoreNode.start(CoreNode.surroundings(vendor));
        node.awaitSettled();
    }

    @AfterEach
    void stop_node() {
        node.close();
    }

    @Test
    void a_logout_is_published_when_it_is_answered() {
        node.commands().start(start("a", now), () -> {});
        node.commands().start(start("b", now), () -> {});

        Outcome<RevokeResult> outcome = node.commands().revoke(revoke("a", "a", now));

        assertThat(outcome.result()).isEqualTo(new RevokeResult.Revoked(List.of("a")));
        assertThat(outcome.position()).isEqualTo(2);
        assertThat(outcome.publication()).isNotNull();
        assertThat(outcome.publication().published()).isTrue();
        assertThat(revoked()).containsExactly("a");
    }

    @Test
    void a_revocation_can_be_looked_up_with_where_it_lies() {
        node.commands().start(start("a", now), () -> {});
        node.commands().start(start("b", now), () -> {});

        String id = node.commands()
                .revokeAll(revokeAll(null, null, now), () -> {})
                .publication()
                .id();

        await().untilAsserted(() -> assertThat(node.revocations().find(id)).hasValueSatisfying(state -> {
            assertThat(state.published()).isTrue();
            assertThat(state.position()).isEqualTo(2);
            assertThat(state.notices()).hasSize(2);
        }));
        assertThat(node.revocations().find("unknown")).isEmpty();
    }

    @Test
    void events_carry_their_number_and_no_hashes() {
        node.commands().start(start("a", now), () -> {});
        node.commands().refresh(refresh("a", "a-0", "a-1", now));
        node.commands().revoke(revoke("a", "a", now));

        await().untilAsserted(() -> assertThat(events()).extracting(Topics::seq).containsExactly(0L, 1L, 2L));
        assertThat(events())
                .extracting(event -> Topics.header(event, EventHeaders.TYPE))
                .containsExactly("session.started", "session.refreshed", "session.revoked");
        assertThat(events())
                .extracting(event -> new String(event.value(), StandardCharsets.UTF_8))
                .noneMatch(json -> json.contains("refresh_token_hash") || json.contains("\"a-"));
    }

    @Test
    @DisplayName("M1: a refresh token is known only as long as its session lives")
    void refresh_tokens_are_a_whitelist() {
        node.commands().start(start("a", now), () -> {});
        node.commands().refresh(refresh("a", "a-0", "a-1", now));
        assertThat(node.lookup().byRefreshTokenHash("a-0"))
                .map(SessionLookup.SessionRef::sessionId)
                .contains("a");
        assertThat(node.lookup().byRefreshTokenHash("a-1"))
                .map(SessionLookup.SessionRef::sessionId)
                .contains("a");

        node.commands().revoke(revoke("a", "a", now));

        assertThat(node.lookup().byRefreshTokenHash("a-0")).isEmpty();
        assertThat(node.lookup().byRefreshTokenHash("a-1")).isEmpty();
    }

    @Test
    void a_reused_refresh_token_ends_its_session_although_it_is_refused() {
        Instant before = now.minusSeconds(120);
        node.commands().start(start("a", before), () -> {});
        node.commands().refresh(refresh("a", "a-0", "a-1", before));

        Outcome<RefreshResult> outcome = node.commands().refresh(refresh("a", "a-0", "a-x", now));

        assertThat(outcome.result()).isEqualTo(new RefreshResult.Refused(Refusal.REFRESH_TOKEN_REUSED));
        assertThat(outcome.publication().published()).isTrue();
        assertThat(revoked()).containsExactly("a");
    }

    @Test
    @DisplayName("I12 ReadyMeansCaughtUp needs a live watermark: one is appended while nothing happens")
    void watermarks_flow() {
        await().untilAsserted(() -> assertThat(notices()).hasAtLeastOneElementOfType(Notice.Watermark.class));
    }

    private List<Notice> notices() {
        return Topics.notices(kafka(), node.property("curfew.kafka.revocations-topic"));
    }

    private List<String> revoked() {
        return Topics.revokedSessions(kafka(), node.property("curfew.kafka.revocations-topic"));
    }

    private List<ConsumerRecord<byte[], byte[]>> events() {
        return Topics.records(kafka(), node.property("curfew.kafka.events-topic"));
    }

    private String kafka() {
        return node.property("curfew.kafka.bootstrap-servers");
    }
}
