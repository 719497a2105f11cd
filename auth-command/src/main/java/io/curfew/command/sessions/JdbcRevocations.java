package io.curfew.command.sessions;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** {@link Revocations} from the outbox, which keeps a revocation's rows until its notices have expired. Thread-safe. */
final class JdbcRevocations implements Revocations {
    private final JdbcTemplate jdbc;

    JdbcRevocations(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<State> find(String id) {
        return StoreCalls.call(() -> {
            Found found = new Found();
            jdbc.query(
                    "select stream_position, published_at is not null, kafka_partition, kafka_offset,"
                            + " coalesce(kafka_timestamp, published_at) from outbox where revocation_id = ? order by id",
                    (RowCallbackHandler) row -> {
                        found.position = row.getLong(1);
                        found.rows++;
                        if (row.getBoolean(2)) {
                            found.notices.add(new NoticePosition(
                                    row.getInt(3),
                                    row.getLong(4),
                                    row.getObject(5, OffsetDateTime.class).toInstant()));
                        }
                    },
                    id);
            return found.state(id);
        });
    }

    /** What one query has found; used by one thread. */
    private static final class Found {
        private final List<NoticePosition> notices = new ArrayList<>();
        private long position = -1;
        private int rows;

        Optional<State> state(String id) {
            return rows == 0
                    ? Optional.empty()
                    : Optional.of(new State(id, position, notices.size() == rows, List.copyOf(notices)));
        }
    }
}
