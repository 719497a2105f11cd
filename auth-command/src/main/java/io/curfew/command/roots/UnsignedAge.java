package io.curfew.command.roots;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * For how long there has been no new root on the topic although something waits to be signed or published. Asked of the
 * database, by its clock, so that every node tells it of whichever node should sign; once in five seconds at most,
 * whoever asks. Thread-safe; throws Spring's {@code DataAccessException}.
 */
final class UnsignedAge {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final String SELECT = "select current_timestamp as now,"
            + " (select max(created_at) from history_root where published_at is not null) as last,"
            + " exists (select 1 from history_head where changed = true)"
            + " or exists (select 1 from history_root where published_at is null) as news";

    private final JdbcTemplate jdbc;
    private final LongSupplier nanoTime;
    private final long madeAt;
    private long measuredAt;
    private Duration measured;

    UnsignedAge(JdbcTemplate jdbc, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.nanoTime = nanoTime;
        this.madeAt = nanoTime.getAsLong();
        this.measuredAt = madeAt - 2 * KEPT.toNanos();
        this.measured = Duration.ZERO;
    }

    /** Zero when nothing waits; since this node's start when there has never been a root. */
    synchronized Duration measure() {
        long now = nanoTime.getAsLong();
        if (now - measuredAt > KEPT.toNanos()) {
            measured = ask(Duration.ofNanos(now - madeAt));
            measuredAt = now;
        }
        return measured;
    }

    private Duration ask(Duration running) {
        Duration age = jdbc.queryForObject(SELECT, (row, n) -> {
            OffsetDateTime last = row.getObject("last", OffsetDateTime.class);
            if (!row.getBoolean("news")) {
                return Duration.ZERO;
            }
            return last == null ? running : Duration.between(last, row.getObject("now", OffsetDateTime.class));
        });
        return age == null || age.isNegative() ? Duration.ZERO : age;
    }
}
