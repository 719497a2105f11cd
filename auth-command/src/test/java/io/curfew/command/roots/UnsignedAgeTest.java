package io.curfew.command.roots;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class UnsignedAgeTest {
    private final AtomicLong nanos = new AtomicLong(-7);
    private Connection connection;
    private JdbcTemplate jdbc;
    private UnsignedAge age;

    @BeforeEach
    void nothing_has_happened() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.execute("create table history_head (stream_id varchar(255), changed boolean)");
        jdbc.execute("create table history_root (number bigint, created_at timestamp(6) with time zone,"
                + " published_at timestamp(6) with time zone)");
        age = new UnsignedAge(jdbc, nanos::get);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void while_nothing_waits_it_is_zero_however_old_the_last_root_is() {
        assertThat(measure()).isZero();
        jdbc.update("insert into history_head values ('user', false)");
        root("current_timestamp");

        assertThat(measure()).isZero();
    }

    @Test
    void it_is_that_of_the_last_root_when_there_is_news_or_a_root_waits() {
        root("current_timestamp");
        jdbc.update("insert into history_head values ('user', true)");
        assertThat(measure()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));

        jdbc.update("delete from history_head");
        root("null");
        assertThat(measure()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    }

    @Test
    void without_any_root_it_is_reckoned_from_the_start_of_the_node() {
        jdbc.update("insert into history_head values ('user', true)");
        nanos.addAndGet(Duration.ofMinutes(20).toNanos());

        assertThat(age.measure()).isEqualTo(Duration.ofMinutes(20));
    }

    private void root(String published) {
        jdbc.update("insert into history_root values (1, current_timestamp - interval '1' hour, " + published + ")");
    }

    private Duration measure() {
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        return age.measure();
    }
}
