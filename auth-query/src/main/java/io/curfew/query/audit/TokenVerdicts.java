package io.curfew.query.audit;

import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.events.json.SessionEventJson;
import io.curfew.events.notice.Notice;
import io.curfew.query.sessions.SessionState;
import io.curfew.query.store.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Says what an access token was good for at an instant, and which event decided it. Only of tokens that an event names;
 * rules about signing keys are left out, for no event says which key signed. Runs in the caller's transaction.
 * Thread-safe; throws Spring's {@code DataAccessException}.
 */
public final class TokenVerdicts {
    private final JdbcClient jdbc;

    public TokenVerdicts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a token was good for. */
    public enum State {
        VALID,
        EXPIRED,
        REVOKED,
        NOT_ISSUED
    }

    /**
     * The verdict.
     *
     * @param granted the event that granted it
     * @param decidedBy what revoked it, or null
     * @param undecided whether a rule about a signing key was in force that may have been this token's
     */
    public record Verdict(
            AuditEntry granted,
            Instant issuedAt,
            Instant expiresAt,
            State state,
            @Nullable AuditEntry decidedBy,
            boolean undecided) {}

    /** The verdict on the token of this {@code jti}; empty when no event names it. */
    public Optional<Verdict> at(int generation, String jti, Instant at) {
        String hash = Notice.Token.hash(jti);
        return granted(generation, hash).map(entry -> verdict(generation, entry, hash, at));
    }

    private Optional<AuditEntry> granted(int generation, String hash) {
        return jdbc
                .sql("select e.* from query_audit_event e where e.generation = :generation and e.token_key = :key"
                        + " order by e.user_id, e.seq")
                .param("generation", generation)
                .param("key", AuditRow.tokenKey(hash))
                .query((row, n) -> AuditReader.read(row))
                .list()
                .stream()
                .filter(entry -> hash.equals(AuditRow.tokenIdHash(event(entry))))
                .findFirst();
    }

    private Verdict verdict(int generation, AuditEntry granted, String hash, Instant at) {
        // A token says its iat and exp in whole seconds.
        Instant issuedAt = granted.occurredAt().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = expiry(event(granted)).truncatedTo(ChronoUnit.SECONDS);
        if (at.isBefore(issuedAt)) {
            return new Verdict(granted, issuedAt, expiresAt, State.NOT_ISSUED, null, false);
        }
        Instant until = at.isBefore(expiresAt) ? at : expiresAt;
        AuditEntry decided = Stream.of(
                        sessionEnd(generation, granted, until), rule(generation, granted, issuedAt, hash, until))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(AuditEntry::occurredAt))
                .orElse(null);
        boolean expired = !at.isBefore(expiresAt);
        State state = decided != null ? State.REVOKED : expired ? State.EXPIRED : State.VALID;
        boolean undecided = decided == null && keyRule(generation, issuedAt, until);
        return new Verdict(granted, issuedAt, expiresAt, state, decided, undecided);
    }

    private Optional<AuditEntry> sessionEnd(int generation, AuditEntry granted, Instant until) {
        return first(jdbc.sql("select e.* from query_session s join query_audit_event e on e.generation = s.generation"
                        + " and e.user_id = s.user_id and e.seq = s.ended_seq where s.generation = :generation"
                        + " and s.session_id = :session and s.end_reason <> :expired and e.occurred_at <= :until")
                .param("generation", generation)
                .param("session", granted.sessionId())
                .param("expired", SessionState.EXPIRED)
                .param("until", Times.parameter(until)));
    }

    private Optional<AuditEntry> rule(
            int generation, AuditEntry granted, Instant issuedAt, String hash, Instant until) {
        return first(jdbc.sql("select e.* from query_rule r join query_audit_event e on e.generation = r.generation"
                        + " and e.user_id = r.user_id and e.seq = r.seq where r.generation = :generation"
                        + " and r.occurred_at <= :until and ((r.kind = 'TOKEN' and r.named = :hash)"
                        + " or (r.not_before > :issued and ((r.kind = 'CLIENT' and r.named = :client)"
                        + " or (r.kind = 'SUBJECT' and r.named = :user) or (r.kind = 'ALL' and r.named = ''))))"
                        + " order by r.occurred_at, r.user_id fetch first 1 row only")
                .param("generation", generation)
                .param("until", Times.parameter(until))
                .param("hash", hash)
                .param("issued", Times.parameter(issuedAt))
                .param("client", Objects.requireNonNullElse(granted.context().clientId(), ""))
                .param("user", granted.userId()));
    }

    private boolean keyRule(int generation, Instant issuedAt, Instant until) {
        return jdbc.sql("select count(*) from query_rule r where r.generation = :generation and r.kind = 'KEY'"
                                + " and r.occurred_at <= :until and r.not_before > :issued")
                        .param("generation", generation)
                        .param("until", Times.parameter(until))
                        .param("issued", Times.parameter(issuedAt))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static Optional<AuditEntry> first(StatementSpec statement) {
        return statement.query((row, n) -> AuditReader.read(row)).optional();
    }

    private static SessionEvent event(AuditEntry entry) {
        return SessionEventJson.read(EventType.named(entry.type()).orElseThrow(), entry.payload());
    }

    private static Instant expiry(SessionEvent event) {
        return event instanceof SessionStarted started
                ? started.accessTokenExpiresAt()
                : ((SessionRefreshed) event).accessTokenExpiresAt();
    }
}
