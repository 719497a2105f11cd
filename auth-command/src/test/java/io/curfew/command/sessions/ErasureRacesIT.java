package io.curfew.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.EraseUser;
import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.RefreshProof;
import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.RefreshSession;
import io.curfew.command.domain.StartSession;
import io.curfew.command.domain.UserErasedException;
import io.curfew.command.personal.RepeatedTombstones;
import io.curfew.command.running.CoreNode;
import io.curfew.events.AuthMethod;
import java.time.Instant;
import java.util.ArrayList;
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

/** Two nodes on one PostgreSQL: an erasure and what would make personal data come in one order. */
class ErasureRacesIT {
    private static final Origin HOME = new Origin("203.0.113.77", "Firefox of Ann");

    private static final String KEY_ROWS = "select count(*) from outbox where topic like 'personal-data-keys%'"
            + " and convert_from(record_key, 'UTF8') = ?";

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
    @DisplayName("first login ∥ first login from two nodes: one key, and both sessions are sealed with it")
    void one_key() throws Exception {
        together(() -> start(one, "a"), () -> start(other, "b"));

        assertThat(count("select count(*) from personal_data_key where user_id = ?"))
                .isEqualTo(1);
        assertThat(count(KEY_ROWS)).isEqualTo(1);
        assertThat(refresh(other, "a")).isInstanceOf(RefreshResult.Rotated.class);
        assertThat(refresh(one, "b")).isInstanceOf(RefreshResult.Rotated.class);
        // The address did not change, so under one key the seals are equal and nothing is recorded of it.
        assertThat(count("select count(*) from session_event where payload_type = 'session.refreshed'"
                        + " and convert_from(payload, 'UTF8') like '%ip_address%' and aggregate_identifier = ?"))
                .isZero();
    }

    @RepeatedTest(10)
    @DisplayName("login ∥ erase: whoever is first, no session and no key is left, and nobody comes back")
    void login_and_erase() throws Exception {
        boolean known = UUID.randomUUID().getLeastSignificantBits() % 2 == 0;
        if (known) {
            start(one, "a");
        }

        together(() -> startUnlessErased(one, "b"), () -> erase(other));

        forgotten();
    }

    @RepeatedTest(10)
    @DisplayName(
            "I5 CommandLinearizable: refresh ∥ erase leaves no session and no key, and no refresh after it succeeds")
    void refresh_and_erase() throws Exception {
        start(one, "a");

        together(() -> refresh(one, "a"), () -> erase(other));

        assertThat(refresh(one, "a")).isInstanceOf(RefreshResult.Refused.class);
        forgotten();
    }

    @RepeatedTest(5)
    @DisplayName("erase ∥ erase: done once")
    void erase_twice() throws Exception {
        start(one, "a");

        together(() -> erase(one), () -> erase(other));

        forgotten();
    }

    private void forgotten() {
        assertThat(count("select count(*) from personal_data_key where user_id = ? and wrapped_key is null"))
                .isEqualTo(1);
        assertThat(count("select count(*) from active_session where user_id = ?"))
                .isZero();
        // A row that the other node is just sending stays until the tombstone is repeated.
        await().untilAsserted(() ->
                assertThat(count(KEY_ROWS + " and published_at is null")).isZero());
        int ignored = RepeatedTombstones.send(one);
        assertThat(count(KEY_ROWS + " and record_value is not null")).isZero();
        assertThat(one.jdbc()
                        .queryForList(
                                "select payload_type from session_event where aggregate_identifier = ?"
                                        + " order by sequence_number",
                                String.class,
                                user))
                .endsWith("user.erased")
                .containsOnlyOnce("user.erased");
        assertThat(startUnlessErased(other, "z")).isEqualTo("erased");
    }

    private int count(String sql) {
        Integer count = one.jdbc().queryForObject(sql, Integer.class, user);
        return count == null ? 0 : count;
    }

    private Object startUnlessErased(CoreNode node, String session) {
        try {
            return start(node, session);
        } catch (UserErasedException e) {
            return "erased";
        }
    }

    private Object start(CoreNode node, String session) {
        StartSession command = new StartSession(
                user,
                user + session,
                "web",
                "Ann's",
                HOME,
                AuthMethod.PASSWORD,
                user + session + "-0",
                "jti",
                Set.of(),
                Instant.now());
        return node.commands().start(command, () -> {}).result();
    }

    private RefreshResult refresh(CoreNode node, String session) {
        String id = user + session;
        return node.commands()
                .refresh(new RefreshSession(
                        user, id, new RefreshProof(id + "-0", null, HOME), id + "-1", "jti", Instant.now()))
                .result();
    }

    private Object erase(CoreNode node) {
        return node.commands().erase(new EraseUser(user, Initiator.admin("admin", "sid"), Instant.now()), () -> {});
    }

    private static void together(Callable<?> work, Callable<?> more) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<Future<?>> futures = new ArrayList<>();
        for (Callable<?> each : List.of(work, more)) {
            futures.add(threads.submit(() -> {
                barrier.await();
                return each.call();
            }));
        }
        for (Future<?> future : futures) {
            future.get();
        }
    }
}
