package io.curfew.listener;

import com.github.benmanes.caffeine.cache.Ticker;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every unexpired revocation this process knows (what others call a blacklist): a join-semilattice of ids and
 * not-befores, so nodes fed the same notices in any order, with repetitions, are equal (I11), and nothing ever
 * un-revokes. An entry outlives its last token by a margin for verifiers that forgive lateness and for clock error (I6).
 *
 * <p>Thread-safe. {@link #revokes} takes no lock and makes no garbage unless rules other than sessions exist.
 */
final class RevocationTable {
    private static final String ALL = "all";

    private final FeedTicker ticker;
    private final ScopeTable sessions;
    private final ScopeTable tokens;
    private final Map<NoticeKind, ScopeTable> rules = new EnumMap<>(NoticeKind.class);
    /** Set with the first entry that is no session and never reset: until then one lookup decides. */
    private volatile boolean rulesSeen;

    RevocationTable(Clock clock, Ticker exact, Duration margin) {
        this.ticker = new FeedTicker(exact);
        this.sessions = new ScopeTable(clock, ticker, margin.toMillis());
        this.tokens = new ScopeTable(clock, ticker, margin.toMillis());
        for (NoticeKind kind : new NoticeKind[] {
            NoticeKind.SUBJECT, NoticeKind.CLIENT, NoticeKind.TENANT, NoticeKind.KEY, NoticeKind.ALL
        }) {
            rules.put(kind, new ScopeTable(clock, ticker, margin.toMillis()));
        }
    }

    void apply(Notice.Revocation revocation) {
        ticker.set();
        long expiresAt = revocation.expiresAt().toEpochMilli();
        if (revocation instanceof Notice.Session session) {
            sessions.merge(CompactId.of(session.sid()), ScopeTable.ALWAYS, expiresAt);
            return;
        }
        // Before the entry: whoever sees the entry's effects must also be told to look.
        rulesSeen = true;
        if (revocation instanceof Notice.Token token) {
            tokens.merge(token.jtiHash(), ScopeTable.ALWAYS, expiresAt);
        } else if (revocation instanceof Notice.SigningKey key) {
            table(NoticeKind.KEY).merge(key.kid(), ScopeTable.ALWAYS, expiresAt);
        } else if (revocation instanceof Notice.NotBefore rule) {
            table(rule.kind()).merge(id(rule), rule.notBefore().toEpochMilli(), expiresAt);
        }
    }

    /**
     * Whether a revocation covers the token; the strictest of all that apply wins. Of a subject only foreign tokens are
     * judged by time: our own are covered by the exact ids of its sessions, so that whoever logs in again within the
     * second of the revocation stays in.
     */
    boolean revokes(TokenClaims token, boolean foreign) {
        Object session = token.session();
        if (session != null && sessions.contains(session)) {
            return true;
        }
        return rulesSeen && revokedByRule(token, foreign);
    }

    /** The unexpired entries of all kinds, by kind and id; equal for equal knowledge. */
    Map<String, ScopeTable.Entry> snapshot() {
        Map<String, ScopeTable.Entry> all = new TreeMap<>();
        sessions.snapshot().forEach((id, entry) -> all.put("SESSION " + id, entry));
        tokens.snapshot().forEach((id, entry) -> all.put("TOKEN " + id, entry));
        rules.forEach((kind, table) -> table.snapshot().forEach((id, entry) -> all.put(kind.name() + " " + id, entry)));
        return all;
    }

    /** The unexpired entries as the stream meets them, without a copy; others may come and go meanwhile. */
    Stream<RevocationEntry> entries() {
        return Stream.of(
                        entries(NoticeKind.SESSION, sessions),
                        entries(NoticeKind.TOKEN, tokens),
                        rules.entrySet().stream().flatMap(rule -> entries(rule.getKey(), rule.getValue())))
                .flatMap(all -> all);
    }

    private static Stream<RevocationEntry> entries(NoticeKind kind, ScopeTable table) {
        return table.stream().map(entry -> RevocationEntry.of(kind, entry.getKey(), entry.getValue()));
    }

    long size() {
        long size = sessions.size() + (long) tokens.size();
        for (ScopeTable table : rules.values()) {
            size += table.size();
        }
        return size;
    }

    /** Releases the memory of expired entries. */
    void cleanUp() {
        ticker.set();
        sessions.cleanUp();
        tokens.cleanUp();
        rules.values().forEach(ScopeTable::cleanUp);
    }

    private boolean revokedByRule(TokenClaims token, boolean foreign) {
        if (!tokens.isEmpty()) {
            String jtiHash = token.jtiHash();
            if (jtiHash != null && tokens.contains(jtiHash)) {
                return true;
            }
        }
        long issuedAt = token.issuedAtMillis();
        return table(NoticeKind.ALL).covers(ALL, issuedAt)
                || (foreign && table(NoticeKind.SUBJECT).covers(token.sub(), issuedAt))
                || table(NoticeKind.CLIENT).covers(token.clientId(), issuedAt)
                || table(NoticeKind.TENANT).covers(token.tenant(), issuedAt)
                || signedByRevokedKey(token);
    }

    /**
     * Whatever the token's date: the holder of the key sets it. The holder may also leave out {@code kid}, so a token that
     * names no key counts as signed by a revoked one.
     */
    private boolean signedByRevokedKey(TokenClaims token) {
        ScopeTable keys = table(NoticeKind.KEY);
        String kid = token.kid();
        return kid == null ? token.keyless() && !keys.isEmpty() : keys.contains(kid);
    }

    private ScopeTable table(NoticeKind kind) {
        ScopeTable table = rules.get(kind);
        if (table == null) {
            throw new IllegalArgumentException("no not-before rule: " + kind);
        }
        return table;
    }

    private static String id(Notice.NotBefore rule) {
        if (rule instanceof Notice.Subject subject) {
            return subject.sub();
        } else if (rule instanceof Notice.Client client) {
            return client.clientId();
        } else if (rule instanceof Notice.Tenant tenant) {
            return tenant.tenant();
        } else if (rule instanceof Notice.All) {
            return ALL;
        }
        throw new IllegalArgumentException("unknown rule: " + rule.kind());
    }
}
