package io.curfew.query.sessions;

import io.curfew.events.personal.PersonalField;
import io.curfew.events.personal.SealedText;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PersonalRows;
import io.curfew.query.personal.PersonalText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The columns of the session table that hold personal data. */
public final class PersonalColumns implements PersonalRows {
    private static final String OF_USER = " where generation = :generation and user_id = :user";

    private final JdbcClient jdbc;
    private final DeviceParser devices;

    public PersonalColumns(JdbcClient jdbc, DeviceParser devices) {
        this.jdbc = jdbc;
        this.devices = devices;
    }

    private record Row(
            String sessionId,
            @Nullable String name,
            @Nullable String address,
            @Nullable String agent,
            @Nullable String replay) {}

    @Override
    public void open(int generation, String userId, Opener opener) {
        List<Row> rows = jdbc.sql("select session_id, device_name, ip_address, user_agent, replay_ip from query_session"
                        + OF_USER)
                .param("generation", generation)
                .param("user", userId)
                .query((row, n) -> new Row(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
        for (Row row : rows) {
            String session = row.sessionId();
            if (SealedText.is(row.name())) {
                String opened = opener.open(userId, session, PersonalField.DEVICE_NAME, row.name());
                replace(generation, session, "device_name", row.name(), PersonalText.column(opened, 512));
            }
            if (SealedText.is(row.address())) {
                String opened = opener.open(userId, session, PersonalField.IP_ADDRESS, row.address());
                replace(generation, session, "ip_address", row.address(), PersonalText.column(opened, 255));
            }
            if (SealedText.is(row.agent())) {
                String opened = opener.open(userId, session, PersonalField.USER_AGENT, row.agent());
                replaceAgent(generation, session, row.agent(), PersonalText.column(opened, 1024));
            }
            if (SealedText.is(row.replay())) {
                String opened = opener.open(userId, session, PersonalField.IP_ADDRESS, row.replay());
                replace(generation, session, "replay_ip", row.replay(), PersonalText.column(opened, 255));
            }
        }
    }

    /** Only what was read a moment ago: the projection may have written something newer, or an erasure nothing. */
    private void replace(int generation, String session, String column, @Nullable String was, @Nullable String is) {
        jdbc.sql("update query_session set " + column + " = :is where generation = :generation"
                        + " and session_id = :session and " + column + " = :was")
                .param("is", is)
                .param("generation", generation)
                .param("session", session)
                .param("was", was)
                .update();
    }

    private void replaceAgent(int generation, String session, @Nullable String was, @Nullable String is) {
        DeviceParser.Device device = devices.parse(is);
        jdbc.sql("update query_session set user_agent = :is, browser = :browser, os = :os, device = :device"
                        + " where generation = :generation and session_id = :session and user_agent = :was")
                .param("is", is)
                .param("browser", device.browser())
                .param("os", device.os())
                .param("device", device.device())
                .param("generation", generation)
                .param("session", session)
                .param("was", was)
                .update();
    }

    @Override
    public void scrub(int generation, String userId) {
        jdbc.sql(
                        "update query_session set device_name = null, ip_address = null, user_agent = null, replay_ip = null, browser = null,"
                                + " os = null, device = null" + OF_USER)
                .param("generation", generation)
                .param("user", userId)
                .update();
    }
}
