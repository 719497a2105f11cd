package io.curfew.query.jobs;

import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The jobs in the database, which all nodes share. A job belongs to whoever holds its {@code runner}: a word that is new
 * each time somebody begins to work on it, so that a node believed dead can change nothing any more. Thread-safe; throws
 * Spring's {@code DataAccessException}.
 */
final class JobTable {
    private static final String OPEN =
            "state = 'running' and (runner is null" + " or heartbeat_at < current_timestamp - interval '30' second)";

    private final JdbcClient jdbc;

    JobTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A job that was taken: what its runner must know. */
    record Taken(String id, String kind, String parameters, int attempts) {}

    /** Adds a job that waits; throws {@code DuplicateKeyException} when one runs that is to be {@code alone}. */
    void add(String id, String kind, @Nullable String alone, String parameters, String requestedBy, Instant now) {
        jdbc.sql("insert into query_job (id, kind, state, alone, parameters, requested_by, started_at, heartbeat_at,"
                        + " attempts, done, total, rate) values (:id, :kind, 'running', :alone, :parameters, :by, :now,"
                        + " current_timestamp, 0, 0, 0, 0)")
                .param("id", id)
                .param("kind", kind)
                .param("alone", alone)
                .param("parameters", parameters)
                .param("by", requestedBy)
                .param("now", Times.parameter(now))
                .update();
    }

    /** How many of other kinds than these have not ended. */
    long unfinished(Collection<String> except) {
        return requesters(except).size();
    }

    /** How many of other kinds than these a user asked for that have not ended. */
    long unfinished(Collection<String> except, String requestedBy) {
        return requesters(except).stream().filter(requestedBy::equals).count();
    }

    private List<String> requesters(Collection<String> except) {
        return jdbc
                .sql("select kind, requested_by from query_job where state = 'running'")
                .query((row, n) -> except.contains(row.getString("kind")) ? "" : row.getString("requested_by"))
                .list()
                .stream()
                .filter(by -> !by.isEmpty())
                .toList();
    }

    Optional<Job> find(String id) {
        return jdbc.sql("select * from query_job where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The latest, newest first. */
    List<Job> latest(int limit) {
        return jdbc.sql("select * from query_job order by started_at desc, id fetch first :limit rows only")
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /**
     * Takes a job that nobody works on, or whose node is not heard of any more.
     *
     * @param urgent kinds that come before the others
     * @param except jobs to be left alone
     */
    Optional<Taken> take(
            Collection<String> kinds, Collection<String> urgent, Collection<String> except, String runner) {
        record Open(String id, boolean later) {}
        List<Open> open = jdbc.sql(
                        "select id, kind from query_job where " + OPEN + " and kind in (:kinds) order by started_at")
                .param("kinds", kinds)
                .query((row, n) -> new Open(row.getString("id"), !urgent.contains(row.getString("kind"))))
                .list();
        List<String> inTurn = open.stream()
                .filter(one -> !except.contains(one.id()))
                .sorted(Comparator.comparing(Open::later)) // stable: the oldest of each first
                .map(Open::id)
                .toList();
        for (String id : inTurn) {
            int taken = jdbc.sql("update query_job set runner = :runner, attempts = attempts + 1,"
                            + " heartbeat_at = current_timestamp where id = :id and " + OPEN)
                    .param("runner", runner)
                    .param("id", id)
                    .update();
            if (taken == 1) {
                return jdbc.sql("select id, kind, parameters, attempts from query_job where id = :id")
                        .param("id", id)
                        .query((row, n) -> new Taken(
                                row.getString("id"),
                                row.getString("kind"),
                                row.getString("parameters"),
                                row.getInt("attempts")))
                        .optional();
            }
        }
        return Optional.empty();
    }

    /** Says that the runner is alive, and how far it is; answers whether the job is still its own. */
    boolean heartbeat(String id, String runner, Job.Progress progress) {
        return jdbc.sql(
                                "update query_job set heartbeat_at = current_timestamp, done = :done, total = :total, rate = :rate"
                                        + " where id = :id and runner = :runner and state = 'running'")
                        .param("done", progress.done())
                        .param("total", progress.total())
                        .param("rate", progress.rate())
                        .param("id", id)
                        .param("runner", runner)
                        .update()
                == 1;
    }

    /** Ends a job, if it is still the runner's. */
    void end(String id, String runner, Instant now, @Nullable String result, @Nullable String error) {
        jdbc.sql("update query_job set state = :state, alone = null, ended_at = :now, result = :result, error = :error"
                        + " where id = :id and runner = :runner and state = 'running'")
                .param("state", error == null ? "done" : "failed")
                .param("now", Times.parameter(now))
                .param("result", result)
                .param("error", error)
                .param("id", id)
                .param("runner", runner)
                .update();
    }

    /** Gives a job back, for another node to go on with at once; it does not count as an attempt. */
    void release(String id, String runner) {
        release(id, runner, 1);
    }

    /** Gives a job back that this node cannot do; it counts as an attempt, so that it ends when no node can. */
    void refuse(String id, String runner) {
        release(id, runner, 0);
    }

    private void release(String id, String runner, int attempts) {
        jdbc.sql("update query_job set runner = null, attempts = attempts - :attempts"
                        + " where id = :id and runner = :runner and state = 'running'")
                .param("attempts", attempts)
                .param("id", id)
                .param("runner", runner)
                .update();
    }

    /** Forgets jobs that ended before a time. */
    void forget(Instant before) {
        jdbc.sql("delete from query_job where ended_at < :before")
                .param("before", Times.parameter(before))
                .update();
    }

    private static Job read(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                row.getString("kind"),
                Job.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("parameters"),
                row.getString("requested_by"),
                Times.require(row, "started_at"),
                Times.read(row, "ended_at"),
                new Job.Progress(row.getLong("done"), row.getLong("total"), row.getLong("rate")),
                row.getString("result"),
                row.getString("error"));
    }
}
