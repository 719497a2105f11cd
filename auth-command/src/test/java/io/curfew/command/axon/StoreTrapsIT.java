package io.curfew.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Someone;
import io.curfew.command.sessions.StoreUnavailableException;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionRevoked;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

@ExtendWith(OutputCaptureExtension.class)
class StoreTrapsIT {
    private static final String DATABASES = "io.curfew.command.running.Databases#both";

    private final Someone ann = new Someone();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @ParameterizedTest
    @MethodSource(DATABASES)
    @DisplayName("trap 4: the unique key of the stream is seen as a conflict, whatever the database calls it")
    void a_number_taken_by_another_node_is_a_conflict(String vendor) {
        CoreNode node = CoreNode.shared(vendor);
        EventStorageEngine engine = node.bean(EventStorageEngine.class);
        engine.appendEvents(event());

        assertThatThrownBy(() -> engine.appendEvents(event())).isInstanceOf(AggregateStreamCreationException.class);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    @DisplayName("trap 4: no statement with its payload in an exception or a log")
    void a_failed_insert_repeats_nothing_of_what_it_inserts(String vendor, CapturedOutput output) {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings(vendor))) {
            node.jdbc().execute("alter table session_event add constraint full_store check (sequence_number < 1)");
            node.commands().start(ann.start("a", now), () -> {});

            assertThatThrownBy(() -> node.commands().refresh(ann.refresh("a", 0, "secret-hash", now)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .satisfies(failure -> assertThat(trace(failure))
                            .doesNotContainIgnoringCase("insert into")
                            .doesNotContain("secret-hash"));
            assertThat(output.getAll())
                    .doesNotContainIgnoringCase("insert into")
                    .doesNotContain("secret-hash");
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    @DisplayName("trap 5: a stream can be loaded from its snapshot")
    void a_snapshot_holds_the_state(String vendor) {
        CoreNode node = CoreNode.shared(vendor);
        node.commands().start(ann.start("a", now), () -> {});
        for (int i = 0; i < CommandBusConfiguration.SNAPSHOT_AFTER + 2; i++) {
            node.commands().refresh(ann.refresh("a", i, now));
        }
        await().untilAsserted(() -> assertThat(node.jdbc()
                        .queryForList(
                                "select payload_type from session_snapshot where aggregate_identifier = ?",
                                String.class,
                                ann.user()))
                .containsOnly("snapshot.user_sessions"));
        // Only the snapshot can tell now that the session was ever started.
        node.jdbc()
                .update(
                        "delete from session_event where sequence_number < 50 and aggregate_identifier = ?",
                        ann.user());

        assertThat(node.commands()
                        .refresh(ann.refresh("a", CommandBusConfiguration.SNAPSHOT_AFTER + 2, now))
                        .result())
                .isInstanceOf(RefreshResult.Rotated.class);
    }

    @Test
    @DisplayName("trap 6: a subscriber that fails undoes the command")
    void what_the_outbox_throws_is_not_skipped() {
        FailingSubscriber.failing.set(true);
        try (CoreNode node = CoreNode.start(CoreNode.surroundings("h2"), FailingSubscriber.class)) {
            assertThatThrownBy(() -> node.commands().start(ann.start("a", now), () -> {}))
                    .hasMessage("no room");

            assertThat(count(node, "session_event")).isZero();
            assertThat(count(node, "outbox")).isZero();
            assertThat(node.lookup().byRefreshTokenHash(ann.token("a", 0))).isEmpty();
            FailingSubscriber.failing.set(false);
            assertThat(node.commands().start(ann.start("a", now), () -> {}).position())
                    .isZero();
        }
    }

    @Test
    void the_callers_part_of_the_transaction_undoes_the_command_and_reaches_the_caller() {
        CoreNode node = CoreNode.shared("h2");
        node.commands().start(ann.start("a", now), () -> {});

        assertThatThrownBy(() -> node.commands().revokeAll(ann.revokeAll("a", now), () -> {
                    throw new UnsupportedOperationException("changed my mind");
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(node.lookup().byRefreshTokenHash(ann.token("a", 0))).isPresent();
        node.commands().revoke(ann.revoke("a", now));
        AtomicBoolean ran = new AtomicBoolean();
        assertThat(node.commands()
                        .revokeAll(ann.revokeAll("a", now), () -> ran.set(true))
                        .result())
                .isInstanceOf(RevokeResult.Refused.class);
        assertThat(ran).isFalse();
    }

    private static Integer count(CoreNode node, String table) {
        return node.jdbc().queryForObject("select count(*) from " + table, Integer.class);
    }

    private DomainEventMessage<SessionRevoked> event() {
        return new GenericDomainEventMessage<>(
                "UserSessions",
                ann.user(),
                0,
                new SessionRevoked(
                        ann.user(),
                        ann.session("s"),
                        RevocationReason.LOGOUT,
                        InitiatingEntity.USER,
                        now,
                        now,
                        null,
                        null));
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Stands for an outbox that cannot write. */
    static final class FailingSubscriber {
        private static final AtomicBoolean failing = new AtomicBoolean();

        @Bean
        EventSubscriber failing() {
            return events -> {
                if (failing.get()) {
                    throw new IllegalStateException("no room");
                }
            };
        }
    }
}
