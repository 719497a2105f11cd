package io.curfew.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.RefreshProof;
import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.RefreshSession;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.domain.RevokeSession;
import io.curfew.command.domain.StartSession;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import io.curfew.events.AuthMethod;
import io.curfew.events.RevocationReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** Two nodes on one PostgreSQL: their locks know nothing of each other, only the database orders their commands. */
class RacesIT {
    private static final Origin HOME = new Origin("203.0.113.7", "Firefox");

    private static CoreNode one;
    private static CoreNode other;
    private static ExecutorService threads;

    private final String user = UUID.randomUUID().toString();

    @BeforeAll
    static void take_nodes() {
        one = CoreNode.shared("postgresql");
        other = CoreNode.sharedOther();
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop_threads() {
        threads.shutdownNow();
    }

    @RepeatedTest(10)
    @DisplayName("refresh ∥ refresh: one rotates, the other is answered with the same successor")
    void one_successor() throws Exception {
        String session = user + "s";
        start(one, session);

        List<Outcome<RefreshResult>> outcomes = together(
                () -> refresh(one, session, session + "-0", session + "-1"),
                () -> refresh(other, session, session + "-0", session + "-1"));

        assertThat(outcomes)
                .extracting(Outcome::result)
                .hasAtLeastOneElementOfType(RefreshResult.Rotated.class)
                .hasAtLeastOneElementOfType(RefreshResult.Replayed.class);
        assertThat(events()).containsExactly("session.started", "session.refreshed", "session.refresh_replayed");
    }

    @RepeatedTest(10)
    @DisplayName("I5 CommandLinearizable: refresh ∥ logout leaves no session, and no refresh after it succeeds")
    void refresh_and_logout() throws Exception {
        String session = user + "s";
        start(one, session);

        together(() -> refresh(one, session, session + "-0", session + "-1"), () -> revoke(other, session));

        assertThat(refresh(one, session, session + "-1", session + "-2").result())
                .isInstanceOf(RefreshResult.Refused.class);
        assertThat(refresh(other, session, session + "-0", session + "-2").result())
                .isInstanceOf(RefreshResult.Refused.class);
        assertThat(other.lookup().byRefreshTokenHash(session + "-1")).isEmpty();
        assertThat(one.lookup().byRefreshTokenHash(session + "-0")).isEmpty();
    }

    @RepeatedTest(10)
    @DisplayName("login ∥ logout-all: the new session is ended exactly when the log-out came after it")
    void login_and_logout_all() throws Exception {
        start(one, user + "a");

        List<Outcome<?>> outcomes = together(() -> start(one, user + "b"), () -> revokeAll(other));

        RevokeResult.Revoked revoked = (RevokeResult.Revoked) outcomes.get(1).result();
        boolean loginFirst = outcomes.get(0).position() < outcomes.get(1).position();
        assertThat(revoked.sessionIds().contains(user + "b")).isEqualTo(loginFirst);
        assertThat(one.lookup().byRefreshTokenHash(user + "b-0").isPresent()).isEqualTo(!loginFirst);
    }

    @RepeatedTest(2)
    @DisplayName("I8: many commands on one user from two nodes number its events without gap or repetition")
    void one_order() throws Exception {
        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String session = user + i;
            CoreNode node = i % 2 == 0 ? one : other;
            work.add(() -> start(node, session));
        }
        together(work);

        List<Long> numbers = one.jdbc()
                .queryForList(
                        "select sequence_number from session_event where aggregate_identifier = ? order by 1",
                        Long.class,
                        user);
        assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        await().untilAsserted(() -> assertThat(publishedNumbers()).containsExactlyInAnyOrderElementsOf(numbers));
    }

    private Set<Long> publishedNumbers() {
        Set<Long> numbers = new HashSet<>();
        Topics.records(one.property("curfew.kafka.bootstrap-servers"), one.property("curfew.kafka.events-topic"))
                .stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(user))
                .forEach(record -> numbers.add(Topics.seq(record)));
        return numbers;
    }

    private List<String> events() {
        return one.jdbc()
                .queryForList(
                        "select payload_type from session_event where aggregate_identifier = ? order by sequence_number",
                        String.class,
                        user);
    }

    private Outcome<?> start(CoreNode node, String session) {
        return node.commands()
                .start(
                        new StartSession(
                                user,
                                session,
                                "web",
                                null,
                                HOME,
                                AuthMethod.PASSWORD,
                                session + "-0",
                                "jti",
                                Set.of(),
                                Instant.now()),
                        () -> {});
    }

    private Outcome<RefreshResult> refresh(CoreNode node, String session, String presented, String successor) {
        return node.commands()
                .refresh(new RefreshSession(
                        user, session, new RefreshProof(presented, null, HOME), successor, "jti", Instant.now()));
    }

    private Outcome<RevokeResult> revoke(CoreNode node, String session) {
        return node.commands()
                .revoke(new RevokeSession(
                        user, session, null, RevocationReason.LOGOUT, Initiator.user(user, null), Instant.now()));
    }

    private Outcome<RevokeResult> revokeAll(CoreNode node) {
        return node.commands()
                .revokeAll(
                        new RevokeAllSessions(
                                user,
                                null,
                                null,
                                RevocationReason.LOGOUT_ALL,
                                Initiator.user(user, null),
                                Instant.now()),
                        () -> {});
    }

    private static <T> List<T> together(Callable<? extends T> work, Callable<? extends T> more) throws Exception {
        return together(List.of(work, more));
    }

    private static <T> List<T> together(List<? extends Callable<? extends T>> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(work.size());
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<? extends T> one : work) {
            futures.add(threads.submit(() -> {
                barrier.await();
                return one.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
