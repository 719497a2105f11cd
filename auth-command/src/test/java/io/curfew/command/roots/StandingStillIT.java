package io.curfew.command.roots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Someone;
import io.curfew.command.running.Threads;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A node that stands still while it holds what it has locked: frozen, swapped out, or cut off from the database. */
class StandingStillIT {
    private static SigningNode signing;
    private static CoreNode other;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Someone ann = new Someone();

    @BeforeAll
    static void start_nodes() {
        List<String> surroundings = CoreNode.surroundings("postgresql");
        signing = new SigningNode(surroundings);
        other = CoreNode.start(surroundings);
    }

    @BeforeEach
    void a_session() {
        other.commands().start(ann.start("a", now), () -> {});
    }

    @AfterAll
    static void stop_nodes() {
        other.close();
        signing.close();
    }

    @Test
    @DisplayName("I1: a node that stands still while it tells heads holds up no log-out on another")
    void a_log_out_does_not_wait_for_whoever_signs() throws Exception {
        CompletableFuture<Boolean> cut;
        try (Connection blocker = blocker("lock table history_batch in access exclusive mode")) {
            cut = CompletableFuture.supplyAsync(signing::cut, Threads.ONE_EACH);
            await().until(this::somebodyWaits);

            CompletableFuture<Void> logout = CompletableFuture.runAsync(
                    () -> other.commands().revokeAll(ann.revokeAll("a", now), () -> {}), Threads.ONE_EACH);
            assertThat(logout).succeedsWithin(30, TimeUnit.SECONDS);
            blocker.rollback();
        }
        assertThat(cut).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(true);
        assertThat(signing.cut()).as("the log-out came after what was told").isTrue();
        signing.publish();
        assertThat(signing.verifyStore().unsigned()).isZero();
        assertThat(signing.verifyStore().findings()).isEmpty();
    }

    @Test
    void a_root_does_not_wait_for_a_command_that_stands_still() throws Exception {
        try (Connection blocker = blocker("select seq from history_head for update")) {
            CompletableFuture<Boolean> cut = CompletableFuture.supplyAsync(signing::cut, Threads.ONE_EACH);

            assertThat(cut).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(true);
            blocker.rollback();
        }
        assertThat(signing.cut()).as("told once more").isTrue();
        assertThat(signing.cut()).isFalse();
        signing.publish();
        assertThat(signing.verifyStore().findings()).isEmpty();
    }

    /** Holds a lock until it is rolled back. */
    private Connection blocker(String sql) throws SQLException {
        Connection connection = signing.node.bean(DataSource.class).getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    private boolean somebodyWaits() {
        return Boolean.TRUE.equals(other.jdbc()
                .queryForObject(
                        "select count(*) > 0 from pg_locks where not granted and database ="
                                + " (select oid from pg_database where datname = current_database())",
                        Boolean.class));
    }
}
