package io.curfew.query.sessions;

import io.curfew.query.personal.PersonalText;
import io.curfew.query.store.RowWriter;
import io.curfew.query.store.StoredText;
import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The table of sessions, as the projection writes it. Runs in the caller's transaction. Thread-safe; throws Spring's
 * {@code DataAccessException}.
 */
public final class SessionTable {
    private static final String[] COLUMNS = {
        "user_id",
        "started_seq",
        "client_id",
        "device_name",
        "auth_method",
        "created_at",
        "absolute_expires_at",
        "seen_seq",
        "last_seen_at",
        "idle_expires_at",
        "ip_seq",
        "ip_address",
        "agent_seq",
        "user_agent",
        "browser",
        "os",
        "device",
        "replay_seq",
        "replayed_at",
        "replay_ip",
        "ended_seq",
        "ended_at",
        "end_reason",
        "initiating_entity",
        "ends_at"
    };
    private static final String UPDATE = "update query_session set " + assignments()
            + " where generation = :generation and session_id = :session_id";

    private final NamedParameterJdbcOperations jdbc;
    private final RowWriter writer;
    private final DeviceParser devices;

    public SessionTable(NamedParameterJdbcOperations jdbc, DeviceParser devices) {
        this.jdbc = jdbc;
        this.writer = new RowWriter(jdbc);
        this.devices = devices;
    }

    /** The known ones among these sessions, by id. */
    public Map<String, SessionState> load(int generation, Collection<String> sessionIds) {
        Map<String, SessionState> found = new HashMap<>();
        if (!sessionIds.isEmpty()) {
            jdbc.query(
                    "select * from query_session where generation = :generation and session_id in (:ids)",
                    Map.of("generation", generation, "ids", sessionIds),
                    row -> {
                        SessionState state = read(row);
                        found.put(state.sessionId(), state);
                    });
        }
        return found;
    }

    /** Writes sessions that {@link #load} did not find. */
    public void insert(int generation, Collection<SessionState> states) {
        writer.insert(
                "query_session",
                states.stream().map(state -> row(generation, state)).toList());
    }

    /** Writes sessions that {@link #load} found. */
    public void update(int generation, Collection<SessionState> states) {
        if (!states.isEmpty()) {
            jdbc.batchUpdate(
                    UPDATE, states.stream().map(state -> row(generation, state)).toArray(SqlParameterSource[]::new));
        }
    }

    private SqlParameterSource row(int generation, SessionState s) {
        SessionState.Start start = s.start();
        SessionState.Seen seen = s.seen();
        SessionState.Address address = s.address();
        SessionState.Agent agent = s.agent();
        SessionState.Replay replay = s.replay();
        SessionState.End end = s.end();
        DeviceParser.Device device = devices.parse(agent == null ? null : PersonalText.shown(agent.userAgent()));
        return new MapSqlParameterSource()
                .addValue("generation", generation)
                .addValue("session_id", s.sessionId())
                .addValue("user_id", s.userId())
                .addValue("started_seq", start == null ? null : start.seq())
                .addValue("client_id", start == null ? null : StoredText.cut(start.clientId(), 255))
                .addValue("device_name", start == null ? null : PersonalText.column(start.deviceName(), 512))
                .addValue("auth_method", start == null ? null : start.authMethod())
                .addValue("created_at", start == null ? null : Times.parameter(start.createdAt()))
                .addValue("absolute_expires_at", start == null ? null : Times.parameter(start.absoluteExpiresAt()))
                .addValue("seen_seq", seen == null ? null : seen.seq())
                .addValue("last_seen_at", seen == null ? null : Times.parameter(seen.at()))
                .addValue("idle_expires_at", seen == null ? null : Times.parameter(seen.idleExpiresAt()))
                .addValue("ip_seq", address == null ? null : address.seq())
                .addValue("ip_address", address == null ? null : PersonalText.column(address.ip(), 255))
                .addValue("agent_seq", agent == null ? null : agent.seq())
                .addValue("user_agent", agent == null ? null : PersonalText.column(agent.userAgent(), 1024))
                .addValue("browser", device.browser())
                .addValue("os", device.os())
                .addValue("device", device.device())
                .addValue("replay_seq", replay == null ? null : replay.seq())
                .addValue("replayed_at", replay == null ? null : Times.parameter(replay.at()))
                .addValue("replay_ip", replay == null ? null : PersonalText.column(replay.ip(), 255))
                .addValue("ended_seq", end == null ? null : end.seq())
                .addValue("ended_at", end == null ? null : Times.parameter(end.at()))
                .addValue("end_reason", end == null ? null : end.reason())
                .addValue("initiating_entity", end == null ? null : end.initiatingEntity())
                .addValue("ends_at", Times.parameter(s.endsAt()));
    }

    private static SessionState read(ResultSet row) throws SQLException {
        Long started = number(row, "started_seq");
        Long seen = number(row, "seen_seq");
        Long address = number(row, "ip_seq");
        Long agent = number(row, "agent_seq");
        Long replay = number(row, "replay_seq");
        Long end = number(row, "ended_seq");
        return new SessionState(
                row.getString("session_id"),
                row.getString("user_id"),
                started == null ? null : start(row, started),
                seen == null
                        ? null
                        : new SessionState.Seen(
                                seen, Times.require(row, "last_seen_at"), Times.require(row, "idle_expires_at")),
                address == null ? null : new SessionState.Address(address, row.getString("ip_address")),
                agent == null ? null : new SessionState.Agent(agent, row.getString("user_agent")),
                replay == null
                        ? null
                        : new SessionState.Replay(
                                replay, Times.require(row, "replayed_at"), row.getString("replay_ip")),
                end == null
                        ? null
                        : new SessionState.End(
                                end,
                                Times.require(row, "ended_at"),
                                row.getString("end_reason"),
                                row.getString("initiating_entity")));
    }

    private static SessionState.Start start(ResultSet row, long seq) throws SQLException {
        return new SessionState.Start(
                seq,
                row.getString("client_id"),
                row.getString("device_name"),
                row.getString("auth_method"),
                Times.require(row, "created_at"),
                Times.require(row, "absolute_expires_at"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static String assignments() {
        StringBuilder assignments = new StringBuilder();
        for (String column : COLUMNS) {
            assignments
                    .append(assignments.isEmpty() ? "" : ", ")
                    .append(column)
                    .append(" = :")
                    .append(column);
        }
        return assignments.toString();
    }
}
