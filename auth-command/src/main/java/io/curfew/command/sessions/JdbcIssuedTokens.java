package io.curfew.command.sessions;

import static io.curfew.command.sessions.SessionIndex.utc;

import io.curfew.command.database.SqlErrors;
import io.curfew.command.domain.SessionPolicy;
import io.curfew.events.notice.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link IssuedTokens} by one query over the tables that are kept in the transactions of the events. Thread-safe. */
final class JdbcIssuedTokens implements IssuedTokens {
    /** Clocks of nodes differ, and a token says only the second in which it was issued. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(JdbcIssuedTokens.class);

    private final JdbcTemplate jdbc;
    private final Duration leeway;
    private final Clock clock;

    JdbcIssuedTokens(JdbcTemplate jdbc, SessionPolicy policy, Clock clock) {
        this.jdbc = jdbc;
        this.leeway = policy.reuseLeeway();
        this.clock = clock;
    }

    /** @param isLastGrant whether the session was refreshed and this token came with that */
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

    /** Only as long as it matters: later nobody asks for the grant again. The token is as good without it. */
    private void arrived(Issued token, String hash) {
        Instant now = clock.instant();
        try {
            markArrived(token, hash, now);
        } catch (DataAccessException e) {
            LOG.debug("that a token arrived could not be written down: {}", SqlErrors.describe(e));
        }
    }

    private void markArrived(Issued token, String hash, Instant now) {
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
