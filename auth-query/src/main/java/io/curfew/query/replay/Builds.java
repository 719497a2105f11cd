package io.curfew.query.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The generation that is being built: who builds it from what, and how far it is. At most one is, by whoever holds its
 * {@code builder} word; one that was believed dead can change nothing any more. Thread-safe, also across processes;
 * throws Spring's {@code DataAccessException}.
 */
final class Builds {
    private static final String ALIVE = "heartbeat_at > current_timestamp - interval '30' second";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Generations generations;

    Builds(JdbcClient jdbc, TransactionOperations transactions, Generations generations) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.generations = generations;
    }

    /**
     * A build, as it was when it was begun or taken up.
     *
     * @param builder the word of whoever builds
     * @param buckets into how many parts the streams are divided, or 0 when that is not decided
     * @param built how many of them are written
     * @param resumed whether somebody else had begun it
     */
    record Build(int generation, String builder, Source source, int buckets, int built, boolean resumed) {}

    /**
     * Takes up the build that a dead builder of the same code left, or begins a new one and sweeps away what is left of
     * others.
     *
     * @throws BuildBusyException when another builder was alive within the last half minute
     */
    Build begin(Source source, String code) {
        String builder = UUID.randomUUID().toString();
        try {
            Optional<Build> build = transactions.execute(status -> Optional.ofNullable(take(source, code, builder)));
            if (build != null && build.isPresent()) {
                return build.get();
            }
        } catch (DuplicateKeyException e) {
            // Somebody else began at the same moment.
        }
        throw new BuildBusyException();
    }

    /** Null when somebody else builds. */
    private @Nullable Build take(Source source, String code, String builder) {
        long alive = jdbc.sql("select count(*) from query_generation where state = 'building' and " + ALIVE)
                .query(Long.class)
                .single();
        if (alive > 0) {
            return null;
        }
        Optional<Integer> left = jdbc
                .sql("select generation from query_generation where state = 'building'"
                        + " and source = :source and code = :code order by generation desc")
                .param("source", source.word())
                .param("code", code)
                .query(Integer.class)
                .stream()
                .findFirst();
        int generation = left.orElse(-1);
        jdbc.sql("select generation from query_generation where state <> 'active' and generation <> :kept")
                .param("kept", generation)
                .query(Integer.class)
                .list()
                .forEach(generations::drop);
        if (left.isEmpty()) {
            return insert(source, code, builder);
        }
        int taken = jdbc.sql("update query_generation set builder = :builder, heartbeat_at = current_timestamp"
                        + " where generation = :generation and state = 'building' and not (" + ALIVE + ")")
                .param("builder", builder)
                .param("generation", generation)
                .update();
        return taken == 1 ? load(generation) : null;
    }

    private Build insert(Source source, String code, String builder) {
        int next = 1
                + jdbc.sql("select max(generation) from query_generation")
                        .query(Integer.class)
                        .single();
        jdbc.sql("insert into query_generation (generation, state, heartbeat_at, source, code, builder, buckets,"
                        + " built) values (:generation, 'building', current_timestamp, :source, :code, :builder, 0, 0)")
                .param("generation", next)
                .param("source", source.word())
                .param("code", code)
                .param("builder", builder)
                .update();
        return new Build(next, builder, source, 0, 0, false);
    }

    private Build load(int generation) {
        return jdbc.sql("select * from query_generation where generation = :generation")
                .param("generation", generation)
                .query((row, n) -> read(row))
                .single();
    }

    private static Build read(ResultSet row) throws SQLException {
        return new Build(
                row.getInt("generation"),
                row.getString("builder"),
                Source.of(row.getString("source")).orElseThrow(),
                row.getInt("buckets"),
                row.getInt("built"),
                true);
    }

    /** Says that the builder is alive. */
    void heartbeat(Build build) {
        set(build, "buckets = buckets", 0);
    }

    /** Decides into how many parts the streams are divided. */
    Build divide(Build build, int buckets) {
        set(build, "buckets = :number", buckets);
        return new Build(build.generation(), build.builder(), build.source(), buckets, build.built(), build.resumed());
    }

    /** Says how many parts are written; in the transaction of the rows. */
    void built(Build build, int buckets) {
        set(build, "built = :number", buckets);
    }

    /** Leaves the build to whoever takes it up, at once. */
    void leave(Build build) {
        jdbc.sql("update query_generation set heartbeat_at = current_timestamp - interval '60' second"
                        + " where generation = :generation and state = 'building' and builder = :builder")
                .param("generation", build.generation())
                .param("builder", build.builder())
                .update();
    }

    /** Removes the build, unless another builder has it by now. */
    void drop(Build build) {
        generations.drop(build.generation(), build.builder());
    }

    private void set(Build build, String assignment, int number) {
        int alive = jdbc.sql("update query_generation set heartbeat_at = current_timestamp, " + assignment
                        + " where generation = :generation and state = 'building' and builder = :builder")
                .param("generation", build.generation())
                .param("builder", build.builder())
                .param("number", number)
                .update();
        if (alive == 0) {
            throw new RebuildException("generation " + build.generation() + " was taken away by another rebuild");
        }
    }
}
