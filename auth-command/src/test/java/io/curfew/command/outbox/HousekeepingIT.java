package io.curfew.command.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.database.Lease;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Someone;
import io.curfew.command.running.Topics;
import io.curfew.events.notice.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to rows after they were published, and to leases. */
@ParameterizedClass
@MethodSource("io.curfew.command.running.Databases#both")
class HousekeepingIT {
    private static final Map<String, CoreNode> NODES = new HashMap<>();

    private final Instant now = Instant.now();
    private final Someone ann = new Someone();
    private final CoreNode node;

    HousekeepingIT(String vendor) {
        node = NODES.computeIfAbsent(vendor, HousekeepingIT::start);
    }

    /** One that keeps no house by itself. */
    private static CoreNode start(String vendor) {
        List<String> properties = new ArrayList<>(CoreNode.surroundings(vendor));
        properties.add("curfew.session.expiry-sweep=1h");
        properties.add("curfew.relay.keep-published=1d");
        CoreNode node = CoreNode.start(properties);
        node.awaitSettled();
        return node;
    }

    @BeforeEach
    void a_published_logout_and_nothing_else() {
        await().untilAsserted(() -> assertThat(count("published_at is null")).isZero());
        node.jdbc().update("delete from outbox");
        node.commands().start(ann.start("a", now), () -> {});
        node.commands().revoke(ann.revoke("a", now));
        await().untilAsserted(() -> assertThat(count("published_at is null")).isZero());
    }

    @AfterAll
    static void stop_nodes() {
        NODES.values().forEach(CoreNode::close);
    }

    @Test
    void every_notice_that_has_not_expired_can_be_published_again() {
        assertThat(node.bean(Republication.class).republishUnexpired()).isEqualTo(1);

        assertThat(Topics.revokedSessions(
                        node.property("curfew.kafka.bootstrap-servers"),
                        node.property("curfew.kafka.revocations-topic")))
                .filteredOn(session -> session.startsWith(ann.user()))
                .containsExactly(ann.session("a"), ann.session("a"));
    }

    @Test
    @DisplayName("I2: a notice stays in the outbox until no token it matches can live")
    void a_notice_is_kept_until_it_has_expired() {
        node.jdbc().update("update outbox set published_at = published_at - interval '1' day");

        assertThat(retention(Clock.systemUTC()).clean()).isEqualTo(3); // the two events and the key
        assertThat(count("revocation_id is not null")).isEqualTo(1);
        assertThat(node.lookup().endedByRefreshTokenHash(ann.token("a", 0)))
                .as("whoever logs out once more is told of it")
                .isPresent();

        Clock afterExpiry = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(26));
        assertThat(retention(afterExpiry).clean()).isEqualTo(1);
        assertThat(node.lookup().endedByRefreshTokenHash(ann.token("a", 0))).isEmpty();
        assertThat(node.jdbc()
                        .queryForObject(
                                "select count(*) from refresh_token where user_id = ?", Integer.class, ann.user()))
                .as("and the tokens by which it was found are gone")
                .isZero();
    }

    @Test
    void a_lease_is_held_by_one_until_it_runs_out() {
        Lease first = new Lease(node.jdbc(), "expiry", "first", Duration.ofSeconds(5));
        Lease second = new Lease(node.jdbc(), "expiry", "second", Duration.ofSeconds(60));

        assertThat(first.tryHold()).isTrue();
        assertThat(second.tryHold()).isFalse();
        await().untilAsserted(() -> assertThat(second.tryHold()).isTrue());
        assertThat(first.tryHold()).isFalse();
        second.release();
        assertThat(first.tryHold()).isTrue();
    }

    @Test
    @DisplayName("a watermark never passes a committed revocation that is not published")
    void no_watermark_passes_an_unpublished_notice() {
        node.jdbc()
                .update("insert into outbox (node, topic, record_key, record_value, record_headers, revocation_id,"
                        + " stream_position, created_at) select 'dead', topic, record_key, record_value,"
                        + " record_headers, 'stuck', 0, current_timestamp + interval '1' day from outbox"
                        + " where revocation_id is not null");
        long afterInsert = watermarks();

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .until(() -> watermarks() <= afterInsert + 1);
        node.jdbc().update("delete from outbox where revocation_id = 'stuck'");

        await().until(() -> watermarks() > afterInsert + 1);
    }

    @Test
    @DisplayName("I12 ReadyMeansCaughtUp needs a live watermark: one is appended while nothing happens")
    void watermarks_flow() {
        long before = watermarks();

        await().untilAsserted(() -> assertThat(watermarks()).isGreaterThan(before));
    }

    private long watermarks() {
        return Topics.notices(
                        node.property("curfew.kafka.bootstrap-servers"),
                        node.property("curfew.kafka.revocations-topic"))
                .stream()
                .filter(Notice.Watermark.class::isInstance)
                .count();
    }

    private OutboxRetention retention(Clock clock) {
        Lease lease = new Lease(node.jdbc(), "retention", "test", Duration.ofSeconds(1));
        return new OutboxRetention(node.bean(OutboxStore.class), lease, clock, Duration.ofHours(1));
    }

    private Integer count(String condition) {
        return node.jdbc().queryForObject("select count(*) from outbox where " + condition, Integer.class);
    }
}
