package io.curfew.command.database;

import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Says which node does what only one should do. A lease is held by the database's clock and taken over once it has run
 * out, so a holder that was paused may find itself no longer alone: what is done under a lease must be harmless when done
 * twice. Thread-safe.
 */
public final class Lease {
    private final JdbcTemplate jdbc;
    private final String name;
    private final String holder;
    private final Duration duration;

    /** Makes one of the rows of table {@code relay_lease}; {@code holder} is this node. */
    public Lease(JdbcTemplate jdbc, String name, String holder, Duration duration) {
        this.jdbc = jdbc;
        this.name = name;
        this.holder = holder;
        this.duration = duration;
    }

    /** How long it is held without being taken again. */
    public Duration duration() {
        return duration;
    }

    /** Takes or prolongs it; answers whether this node holds it now. */
    public boolean tryHold() {
        return jdbc.update(
                        "update relay_lease set holder = ?, held_until = current_timestamp + " + seconds(duration)
                                + " where name = ? and (holder = ? or held_until < current_timestamp)",
                        holder,
                        name,
                        holder)
                == 1;
    }

    /** Lets another node have it at once. */
    public void release() {
        jdbc.update(
                "update relay_lease set held_until = current_timestamp - " + seconds(Duration.ofSeconds(1))
                        + " where name = ? and holder = ?",
                name,
                holder);
    }

    /**
     * A literal that PostgreSQL and H2 both read; rounded up. Without a precision, about which PostgreSQL would warn in its
     * log each time; H2 then takes up to 99 days.
     */
    public static String seconds(Duration duration) {
        Duration whole = Duration.ofSeconds((duration.toMillis() + 999) / 1000);
        return "interval '%d %02d:%02d:%02d' day to second"
                .formatted(whole.toDays(), whole.toHoursPart(), whole.toMinutesPart(), whole.toSecondsPart());
    }
}
