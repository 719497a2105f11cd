package io.curfew.query.replay;

import io.curfew.query.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The generations of the projections: exactly one is active and read, at most one is being built beside it. A rebuild is
 * a new generation made active by one transaction, so nobody ever reads half of one. Thread-safe, also across processes;
 * throws Spring's {@code DataAccessException}.
 */
public final class Generations {
    /** Children first does not matter: there are no foreign keys, rows of a retired generation are read by nobody. */
    private static final List<String> TABLES = List.of(
            "query_position",
            "query_session",
            "query_audit_session",
            "query_audit_event",
            "query_rule",
            "query_user",
            "query_unopened");

    private static final String FORSAKEN =
            "(state = 'retired' or (state = 'building'" + " and heartbeat_at < current_timestamp - interval '1' day))";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    public Generations(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The generation that is read; {@code complete} once it has reached the end of the topic, the first time. */
    public record Active(int number, boolean complete) {}

    /** The generation that is read. */
    public Active active() {
        return jdbc.sql("select generation, complete_at from query_generation where state = 'active'")
                .query((row, n) -> new Active(row.getInt("generation"), row.getObject("complete_at") != null))
                .single();
    }

    /** Notes that a generation has reached the end of the topic. */
    void complete(int generation) {
        jdbc.sql("update query_generation set complete_at = current_timestamp"
                        + " where generation = :generation and complete_at is null")
                .param("generation", generation)
                .update();
    }

    /** Up to when everything published is in it, as far as somebody has seen, or null. */
    @Nullable
    Instant knownUntil(int generation) {
        return jdbc.sql("select known_until from query_generation where generation = :generation")
                .param("generation", generation)
                .query((row, n) -> Optional.ofNullable(Times.read(row, "known_until")))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    /** Notes that everything published before an instant is in it. */
    void knownUntil(int generation, Instant instant) {
        jdbc.sql("update query_generation set known_until = :at where generation = :generation"
                        + " and (known_until is null or known_until < :at)")
                .param("generation", generation)
                .param("at", Times.parameter(instant))
                .update();
    }

    /** Makes the generation of that builder the one that is read, in one transaction; answers the one that was. */
    int activate(int generation, String builder) {
        return require(transactions.execute(status -> {
            int before = active().number();
            int retired = jdbc.sql("update query_generation set state = 'retired'"
                            + " where generation = :generation and state = 'active'")
                    .param("generation", before)
                    .update();
            int activated = jdbc.sql("update query_generation set state = 'active' where generation = :generation"
                            + " and state = 'building' and builder = :builder")
                    .param("generation", generation)
                    .param("builder", builder)
                    .update();
            if (retired != 1 || activated != 1) {
                throw new RebuildException("another rebuild was activated meanwhile: nothing was changed");
            }
            complete(generation);
            return before;
        }));
    }

    /** Removes the generations that were read before, and those that nobody has built on for a day. */
    void sweep() {
        jdbc.sql("select generation from query_generation where " + FORSAKEN)
                .query(Integer.class)
                .list()
                .forEach(generation -> drop(generation, FORSAKEN, Map.of()));
    }

    /** Removes a generation that is not active, with all its rows. */
    void drop(int generation) {
        drop(generation, "state <> 'active'", Map.of());
    }

    /** Removes a generation that this builder builds, with all its rows. */
    void drop(int generation, String builder) {
        drop(generation, "state = 'building' and builder = :builder", Map.of("builder", builder));
    }

    private void drop(int generation, String condition, Map<String, String> parameters) {
        transactions.executeWithoutResult(status -> {
            // The row goes first: whoever takes the build up at this moment waits for it, and finds it gone.
            int removed = jdbc.sql("delete from query_generation where generation = :generation and " + condition)
                    .params(parameters)
                    .param("generation", generation)
                    .update();
            if (removed == 1) {
                for (String table : TABLES) {
                    jdbc.sql("delete from " + table + " where generation = :generation")
                            .params(Map.of("generation", generation))
                            .update();
                }
            }
        });
    }

    private static int require(@Nullable Integer value) {
        if (value == null) {
            throw new IllegalStateException("the transaction gave no result");
        }
        return value;
    }
}
