package io.curfew.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.Refusal;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Someone;
import io.curfew.command.running.Topics;
import io.curfew.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands, their outbox and their relay on real databases and a real broker. */
@ParameterizedClass
@MethodSource("io.curfew.command.running.Databases#both")
class SessionCommandsIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Someone ann = new Someone();
    private final CoreNode node;

    SessionCommandsIT(String vendor) {
        node = CoreNode.shared(vendor);
    }

    @Test
    void a_logout_is_published_when_it_is_answered() {
        node.commands().start(ann.start("a", now), () -> {});
        node.commands().start(ann.start("b", now), () -> {});

        Outcome<RevokeResult> outcome = node.commands().revoke(ann.revoke("a", now));

        assertThat(outcome.result()).isEqualTo(new RevokeResult.Revoked(List.of(ann.session("a"))));
        assertThat(outcome.position()).isEqualTo(2);
        assertThat(outcome.publication()).isNotNull();
        assertThat(outcome.publication().published()).isTrue();
        assertThat(revoked()).containsExactly(ann.session("a"));
    }

    @Test
    void a_revocation_can_be_looked_up_with_where_it_lies() {
        node.commands().start(ann.start("a", now), () -> {});
        node.commands().start(ann.start("b", now), () -> {});

        String id = node.commands()
                .revokeAll(ann.revokeAll(null, now), () -> {})
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
        node.commands().start(ann.start("a", now), () -> {});
        node.commands().refresh(ann.refresh("a", 0, now));
        node.commands().revoke(ann.revoke("a", now));

        await().untilAsserted(() -> assertThat(events()).extracting(Topics::seq).containsExactly(0L, 1L, 2L));
        assertThat(events())
                .extracting(event -> Topics.header(event, EventHeaders.TYPE))
                .containsExactly("session.started", "session.refreshed", "session.revoked");
        assertThat(events())
                .extracting(event -> new String(event.value(), StandardCharsets.UTF_8))
                .noneMatch(json -> json.contains("refresh_token_hash") || json.contains("\"" + ann.session("a") + "-"));
    }

    @Test
    @DisplayName("M1: a refresh token is known only as long as its session lives")
    void refresh_tokens_are_a_whitelist() {
        node.commands().start(ann.start("a", now), () -> {});
        node.commands().refresh(ann.refresh("a", 0, now));
        assertThat(node.lookup().byRefreshTokenHash(ann.token("a", 0)))
                .map(SessionLookup.SessionRef::sessionId)
                .contains(ann.session("a"));
        assertThat(node.lookup().byRefreshTokenHash(ann.token("a", 1)))
                .map(SessionLookup.SessionRef::sessionId)
                .contains(ann.session("a"));

        node.commands().revoke(ann.revoke("a", now));

        assertThat(node.lookup().byRefreshTokenHash(ann.token("a", 0))).isEmpty();
        assertThat(node.lookup().byRefreshTokenHash(ann.token("a", 1))).isEmpty();
    }

    @Test
    void a_reused_refresh_token_ends_its_session_although_it_is_refused() {
        Instant before = now.minusSeconds(120);
        node.commands().start(ann.start("a", before), () -> {});
        node.commands().refresh(ann.refresh("a", 0, before));

        Outcome<RefreshResult> outcome = node.commands().refresh(ann.refresh("a", 0, ann.session("x"), now));

        assertThat(outcome.result()).isEqualTo(new RefreshResult.Refused(Refusal.REFRESH_TOKEN_REUSED));
        assertThat(outcome.publication().published()).isTrue();
        assertThat(revoked()).containsExactly(ann.session("a"));
    }

    private List<String> revoked() {
        return Topics.revokedSessions(kafka(), node.property("curfew.kafka.revocations-topic")).stream()
                .filter(session -> session.startsWith(ann.user()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> events() {
        return Topics.records(kafka(), node.property("curfew.kafka.events-topic")).stream()
                .filter(event -> new String(event.key(), StandardCharsets.UTF_8).equals(ann.user()))
                .toList();
    }

    private String kafka() {
        return node.property("curfew.kafka.bootstrap-servers");
    }
}
