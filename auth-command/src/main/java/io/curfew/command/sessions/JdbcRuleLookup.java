package io.curfew.command.sessions;

import io.curfew.events.RuleKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link RuleLookup} from the tables that are kept in the transactions of the events. Thread-safe. */
final class JdbcRuleLookup implements RuleLookup {
    private static final String COUNT = "select count(*), count(distinct user_id) from active_session where ";

    private final JdbcTemplate jdbc;

    JdbcRuleLookup(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Matches matches(RuleKind kind, @Nullable String value, Instant notBefore) {
        return StoreCalls.call(() -> switch (kind) {
            case SESSION -> count("session_id = ?", value);
            case SUBJECT -> count("user_id = ? and started_at < ?", value, SessionIndex.utc(notBefore));
            case CLIENT -> count("client_id = ? and started_at < ?", value, SessionIndex.utc(notBefore));
            case ALL -> count("started_at < ?", SessionIndex.utc(notBefore));
            case KEY -> signedWith(value);
            // Single tokens are known to nobody here, and ours name no tenant.
            case TOKEN, TENANT -> new Matches(0, 0);
        });
    }

    /** Sessions whose last token was granted while the key signed. */
    private Matches signedWith(@Nullable String kid) {
        List<Instant> signs = jdbc
                .queryForList(
                        "select signs_from from signing_key where generation >= (select generation from signing_key"
                                + " where kid = ?) order by generation",
                        Long.class,
                        kid)
                .stream()
                .map(Instant::ofEpochMilli)
                .toList();
        if (signs.isEmpty()) {
            return new Matches(0, 0);
        }
        return signs.size() == 1
                ? count("last_token_at >= ?", SessionIndex.utc(signs.get(0)))
                : count(
                        "last_token_at >= ? and last_token_at < ?",
                        SessionIndex.utc(signs.get(0)),
                        SessionIndex.utc(signs.get(1)));
    }

    private Matches count(String condition, @Nullable Object... parameters) {
        return jdbc.queryForObject(
                COUNT + condition, (row, n) -> new Matches(row.getInt(1), row.getInt(2)), parameters);
    }
}
