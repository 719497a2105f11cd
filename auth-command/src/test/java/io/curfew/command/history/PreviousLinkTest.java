package io.curfew.command.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.history.EventChain;
import io.curfew.events.history.StoredForm;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class PreviousLinkTest {
    private static final String STREAM = "user";

    private final EventChain chain = new EventChain();
    private final List<byte[]> links = new ArrayList<>();
    private Connection connection;
    private JdbcTemplate jdbc;

    @BeforeEach
    void a_stream_of_five_events() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        connection.setAutoCommit(false);
        jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.execute("create table session_event (global_index bigint primary key, aggregate_identifier varchar(255),"
                + " sequence_number bigint, event_identifier varchar(255), payload_type varchar(255), payload"
                + " varbinary(1000), chain_hash varbinary(32))");
        jdbc.execute("create table history_head (stream_id varchar(255) primary key, seq bigint, hash varbinary(32),"
                + " changed boolean)");
        byte[] link = chain.start(STREAM);
        for (int seq = 0; seq < 5; seq++) {
            byte[] payload = ("{\"n\":" + seq + "}").getBytes(UTF_8);
            link = chain.link(
                    link, chain.leaf(new StoredForm(payload).entry(STREAM, seq, "id" + seq, "type", null, chain)));
            links.add(link);
            jdbc.update(
                    "insert into session_event values (?, ?, ?, ?, ?, ?, ?)",
                    seq,
                    STREAM,
                    seq,
                    "id" + seq,
                    "type",
                    payload,
                    link);
        }
        jdbc.update("insert into history_head values (?, 4, ?, true)", STREAM, link);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void it_is_that_of_the_head_or_the_streams_start() throws SQLException {
        assertThat(find(5)).isEqualTo(links.get(4));
        assertThat(find(0)).isEqualTo(chain.start(STREAM));
    }

    @Test
    void when_another_node_was_first_it_is_that_of_the_event_and_the_stream_is_not_read() throws SQLException {
        unlink(0);

        assertThat(find(3)).isEqualTo(links.get(2));
        assertThat(linked(0)).as("read and linked").isFalse();
    }

    @Test
    void what_an_older_node_appended_is_linked_from_the_last_link_on() throws SQLException {
        unlink(0);
        unlink(2);
        unlink(3);
        unlink(4);
        jdbc.update("update history_head set seq = 1");

        assertThat(find(4)).isEqualTo(links.get(3));
        assertThat(linked(2)).isTrue();
        assertThat(linked(3)).isTrue();
        assertThat(linked(0)).as("read, though before the last link").isFalse();
        assertThat(linked(4)).as("read, though not before the event").isFalse();
    }

    @Test
    void a_stream_without_any_link_is_linked_from_its_start() throws SQLException {
        jdbc.update("update session_event set chain_hash = null");
        jdbc.update("delete from history_head");

        assertThat(find(5)).isEqualTo(links.get(4));
        assertThat(linked(0)).isTrue();
    }

    private byte[] find(long seq) throws SQLException {
        return PreviousLink.find(connection, chain, STREAM, seq);
    }

    private void unlink(long seq) {
        jdbc.update("update session_event set chain_hash = null where sequence_number = ?", seq);
    }

    private boolean linked(long seq) {
        return jdbc.queryForObject("select chain_hash from session_event where sequence_number = ?", byte[].class, seq)
                != null;
    }
}
