package io.curfew.listener;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One revocation as a node holds it, for those who show or pass on what the node knows. Immutable and thread-safe.
 *
 * @param kind what is revoked
 * @param id which session, token (by the hash of its {@code jti}), subject, client, tenant or key; empty for all
 * @param notBefore tokens issued before are covered; null when they are covered whenever they were issued, as those of a
 *     revoked key are
 * @param expiresAt when the last token it covers expires, not counting what verifiers forgive; of those a node holds,
 *     rounded up to whole seconds
 */
public record RevocationEntry(NoticeKind kind, String id, @Nullable Instant notBefore, Instant expiresAt) {

    static RevocationEntry of(Notice.Revocation revocation) {
        // The part of the key after its kind; "all" has none.
        String key = revocation.key();
        String id = key.substring(key.indexOf(':') + 1);
        return new RevocationEntry(
                revocation.kind(),
                revocation.kind() == NoticeKind.ALL ? "" : id,
                revocation instanceof Notice.NotBefore rule && rule.kind() != NoticeKind.KEY ? rule.notBefore() : null,
                revocation.expiresAt());
    }

    static RevocationEntry of(NoticeKind kind, String id, ScopeTable.Entry entry) {
        long notBefore = entry.notBeforeMillis();
        return new RevocationEntry(
                kind,
                kind == NoticeKind.ALL ? "" : id,
                notBefore == ScopeTable.ALWAYS ? null : Instant.ofEpochMilli(notBefore),
                Instant.ofEpochMilli(entry.expiresAtMillis()));
    }
}
