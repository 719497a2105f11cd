package io.curfew.command.sessions;

import io.curfew.command.axon.EventSubscriber;
import io.curfew.command.domain.RevocationRules;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code revocation_rule}, kept in the transaction of the events: the strictest rule for each thing named. And the
 * fence between rules and grants: a grant holds one of its posts until its transaction ends, a rule about many users
 * holds all of them. Thread-safe.
 */
final class RuleTable implements EventSubscriber, RevocationRules {
    /** What a rule about all names: a key has no nulls. */
    private static final String ALL = "";
    /** How many posts the fence has, as its table: two grants get into each other's way only at the same post. */
    private static final int POSTS = 64;
    /** For clocks that differ. */
    private static final Duration EXPIRED_TOKENS_KEPT = Duration.ofHours(1);

    private final JdbcTemplate jdbc;

    RuleTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Instant notBefore(String userId, String clientId) {
        // The fence first: the statement behind it then sees every rule that came before.
        jdbc.queryForList(
                "select id from rule_fence where id = ? for update",
                Integer.class,
                Math.floorMod(userId.hashCode(), POSTS));
        return instant(jdbc.queryForObject(
                "select max(not_before) from revocation_rule where (kind = 'ALL' and named = '')"
                        + " or (kind = 'CLIENT' and named = ?) or (kind = 'SUBJECT' and named = ?)",
                OffsetDateTime.class,
                clientId,
                userId));
    }

    @Override
    public Instant lastGrant(RuleKind kind, @Nullable String value) {
        jdbc.queryForList("select id from rule_fence order by id for update", Integer.class);
        return switch (kind) {
            case ALL -> lastGrant("select max(last_token_at) from active_session");
            case CLIENT -> lastGrant("select max(last_token_at) from active_session where client_id = ?", value);
            // Our tokens name no tenant; those of a key of ours are refused whenever they were issued.
            case TENANT, KEY -> Instant.EPOCH;
            case TOKEN, SESSION, SUBJECT -> throw new IllegalArgumentException("decided by exact ids: " + kind);
        };
    }

    private Instant lastGrant(String sql, @Nullable Object... parameters) {
        return instant(jdbc.queryForObject(sql, OffsetDateTime.class, parameters));
    }

    @Override
    public boolean isOwnKey(String kid) {
        return !jdbc.queryForList("select kid from signing_key where kid = ?", String.class, kid)
                .isEmpty();
    }

    @Override
    public void on(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> message : events) {
            if (message.getPayload() instanceof RevocationRuleAdded rule && rule.kind() != RuleKind.SESSION) {
                add(rule);
            }
        }
    }

    /** Nothing un-revokes: what is stored may only become stricter. */
    private void add(RevocationRuleAdded rule) {
        String named = rule.value() == null ? ALL : rule.value();
        OffsetDateTime notBefore = rule.notBefore() == null ? null : SessionIndex.utc(rule.notBefore());
        OffsetDateTime until = SessionIndex.utc(rule.tokensExpireAt());
        int known = jdbc.update(
                "update revocation_rule set not_before = case when not_before < ? then ? else not_before end,"
                        + " tokens_expire_at = case when tokens_expire_at < ? then ? else tokens_expire_at end"
                        + " where kind = ? and named = ?",
                notBefore,
                notBefore,
                until,
                until,
                rule.kind().name(),
                named);
        if (known == 0) {
            jdbc.update(
                    "insert into revocation_rule (kind, named, not_before, tokens_expire_at) values (?, ?, ?, ?)",
                    rule.kind().name(),
                    named,
                    notBefore,
                    until);
        }
        // A token that has expired needs no rule; everything else may concern sessions, and is one row for each name.
        jdbc.update(
                "delete from revocation_rule where kind = 'TOKEN' and tokens_expire_at < ?",
                SessionIndex.utc(rule.occurredAt().minus(EXPIRED_TOKENS_KEPT)));
    }

    private static Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }
}
