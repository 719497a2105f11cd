package io.curfew.command.sessions;

import static io.curfew.command.sessions.SessionIndex.utc;

import io.curfew.command.domain.SessionPolicy;
import io.curfew.events.notice.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link IssuedTokens} by one query over the tables that are kept in the transactions of the events. Thread-safe. */
final class JdbcIssuedTokens implements IssuedTokens {
    /** Clocks of nodes differ, and a token says only the second in which it was issued. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final JdbcTemplate jdbc;
    private final Duration leeway;
    private final Clock clock;

    JdbcIssuedTokens(JdbcTemplate jdbc, SessionPolicy policy, Clock clock) {
        this.jdbc = jdbc;
        this.leeway = policy.reuseLeeway();
        this.clock = clock;
    }

    private record Row(boolean ruledOut, boolean isLastGrant, boolean arrived) {}

    @Override
    public Standing present(Issued token) {
        return StoreCalls.call(() -> {
            String hash = Notice.Token.hash(token.tokenId());
            List<Row> rows = jdbc.query(
                    "select (select count(*) from revocation_rule where (kind = 'TOKEN' and named = ?)"
                            // Whoever has a leaked key dates tokens as they like.
                            + " or (kind = 'KEY' and named = ?)"
                            + " or (not_before > ? and ((kind = 'CLIENT' and named = ?)"
                            + " or (kind = 'SUBJECT' and named = ?) or (kind = 'ALL' and named = '')))),"
                            + " access_token_hash, arrived_at"
                            + " from active_session where session_id = ? and user_id = ?",
                    (row, n) -> new Row(row.getInt(1) > 0, hash.equals(row.getString(2)), row.getObject(3) != null),
                    hash,
                    token.keyId(),
                    utc(token.issuedAt()),
                    token.clientId(),
                    token.userId(),
                    token.sessionId(),
                    token.userId());
            if (rows.isEmpty()) {
                return Standing.ENDED;
            }
            if (rows.get(0).ruledOut()) {
                return Standing.RULED_OUT;
            }
            if (rows.get(0).isLastGrant() && !rows.get(0).arrived()) {
                arrived(token, hash);
            }
            return Standing.LIVE;
        });
    }

    /** Only as long as it matters: later nobody asks for the grant again. */
    private void arrived(Issued token, String hash) {
        Instant now = clock.instant();
        if (!leeway.isZero() && token.issuedAt().plus(leeway).plus(CLOCKS).isAfter(now)) {
            jdbc.update(
                    "update active_session set arrived_at = ? where session_id = ? and access_token_hash = ?"
                            + " and arrived_at is null",
                    utc(now),
                    token.sessionId(),
                    hash);
        }
    }
}
