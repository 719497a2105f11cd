package io.curfew.command.axon;

import static io.curfew.command.domain.Mother.refresh;
import static io.curfew.command.domain.Mother.revoke;
import static io.curfew.command.domain.Mother.revokeAll;
import static io.curfew.command.domain.Mother.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.running.CoreNode;
import io.curfew.command.sessions.StoreUnavailableException;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionRevoked;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @ParameterizedTest
    @MethodSource(DATABASES)
    @DisplayName("trap 4: the unique key of the stream is seen as a conflict, whatever the database calls it")
    void a_number_taken_by_another_node_is_a_conflict(String vendor) {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings(vendor))) {
            EventStorageEngine engine = node.bean(EventStorageEngine.class);
            engine.appendEvents(event());

            assertThatThrownBy(() -> engine.appendEvents(event())).isInstanceOf(AggregateStreamCreationException.class);
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    @DisplayName("trap 4: no statement with its payload in an exception or a log")
    void a_failed_insert_repeats_nothing_of_what_it_inserts(String vendor, CapturedOutput output) {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings(vendor))) {
            node.jdbc().execute("alter table session_event add constraint full_store check (sequence_number < 1)");
            node.commands().start(start("a", now), () -> {});

            assertThatThrownBy(() -> node.commands().refresh(refresh("a", "a-0", "secret-hash", now)))
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
        List<String> surroundings = CoreNode.surroundings(vendor);
        try (CoreNode node = CoreNode.start(surroundings)) {
            node.commands().start(start("a", now), () -> {});
            for (int i = 0; i < CommandBusConfiguration.SNAPSHOT_AFTER + 2; i++) {
                node.commands().refresh(refresh("a", "a-" + i, "a-" + (i + 1), now));
            }
            await().untilAsserted(() -> assertThat(
                            node.jdbc().queryForList("select payload_type from session_snapshot", String.class))
                    .containsOnly("snapshot.user_sessions"));
            // Only the snapshot can tell now that the session was ever started.
            node.jdbc().update("delete from session_event where sequence_number < 50");
            String current = "a-" + (CommandBusConfiguration.SNAPSHOT_AFTER + 2);

            assertThat(node.commands()
                            .refresh(refresh("a", current, "next", now))
                            .result())
                    .isInstanceOf(RefreshResult.Rotated.class);
        }
    }

    @Test
    @DisplayName("trap 6: a subscriber that fails undoes the command")
    void what_the_outbox_throws_is_not_skipped() {
        FailingSubscriber.failing.set(true);
        try (CoreNode node = CoreNode.start(CoreNode.surroundings("h2"), FailingSubscriber.class)) {
            assertThatThrownBy(() -> node.commands().start(start("a", now), () -> {}))
                    .hasMessage("no room");

            assertThat(count(node, "session_event")).isZero();
            assertThat(count(node, "outbox")).isZero();
            assertThat(node.lookup().byRefreshTokenHash("a-0")).isEmpty();
            FailingSubscriber.failing.set(false);
            assertThat(node.commands().start(start("a", now), () -> {}).position())
                    .isZero();
        }
    }

    @Test
    void the_callers_part_of_the_transaction_undoes_the_command_and_reaches_the_caller() {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings("h2"))) {
            node.commands().start(start("a", now), () -> {});

            assertThatThrownBy(() -> node.commands().revokeAll(revokeAll(null, "a", now), () -> {
                        throw new UnsupportedOperationException("changed my mind");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);

            assertThat(node.lookup().byRefreshTokenHash("a-0")).isPresent();
            node.commands().revoke(revoke("a", "a", now));
            AtomicBoolean ran = new AtomicBoolean();
            assertThat(node.commands()
                            .revokeAll(revokeAll(null, "a", now), () -> ran.set(true))
                            .result())
                    .isInstanceOf(RevokeResult.Refused.class);
            assertThat(ran).isFalse();
        }
    }

    private static Integer count(CoreNode node, String table) {
        return node.jdbc().queryForObject("select count(*) from " + table, Integer.class);
    }

    private DomainEventMessage<SessionRevoked> event() {
        return new GenericDomainEventMessage<>(
                "UserSessions",
                "u",
                0,
                new SessionRevoked("u", "s", RevocationReason.LOGOUT, InitiatingEntity.USER, now, now, null, null));
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
