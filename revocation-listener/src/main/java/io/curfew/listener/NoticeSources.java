package io.curfew.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a listener, found by a token's issuer. With one source every token is its matter; with several, a token
 * of an issuer that none of them serves is nobody's, and nobody vouches for it. Immutable and thread-safe.
 */
final class NoticeSources {
    private final List<NoticeSource> all;
    private final @Nullable NoticeSource only;
    private final Map<String, NoticeSource> byIssuer;
    private final Set<String> foreign;

    /**
     * Sources.
     *
     * @param issuersOfFirst the issuers that the first source serves; all others' where it is the only one
     * @param foreign issuers whose tokens carry no session of ours
     */
    NoticeSources(
            NoticeSource first,
            Set<String> issuersOfFirst,
            Map<NoticeSource, Set<String>> others,
            Set<String> foreign) {
        this.all = new ArrayList<>(List.of(first));
        this.all.addAll(others.keySet());
        this.only = others.isEmpty() ? first : null;
        this.foreign = Set.copyOf(foreign);
        Map<String, NoticeSource> serving = new HashMap<>();
        others.forEach((source, issuers) -> issuers.forEach(issuer -> serving.put(issuer, source)));
        issuersOfFirst.forEach(issuer -> serving.putIfAbsent(issuer, first));
        // A rule about a foreign subject comes with everything else we publish, unless it has a source of its own.
        foreign.forEach(issuer -> serving.putIfAbsent(issuer, first));
        this.byIssuer = Map.copyOf(serving);
    }

    /** The source that knows about the token; null when none does. */
    @Nullable
    NoticeSource of(TokenClaims token) {
        if (only != null) {
            return only;
        }
        String issuer = token.iss();
        return issuer == null ? null : byIssuer.get(issuer);
    }

    /** Whether the token was issued by somebody else's platform, which knows nothing of our sessions. */
    boolean foreign(TokenClaims token) {
        if (foreign.isEmpty()) {
            return false;
        }
        String issuer = token.iss();
        return issuer != null && foreign.contains(issuer);
    }

    List<NoticeSource> all() {
        return all;
    }

    /** The one whose progress receipts tell. */
    NoticeSource first() {
        return all.get(0);
    }

    List<NoticeSource> others() {
        return all.subList(1, all.size());
    }

    /** The state of the one that is worst off, the oldest knowledge, the sums of all counts. */
    ListenerStatus status() {
        ListenerStatus worst = all.get(0).status();
        for (NoticeSource source : others()) {
            worst = worse(worst, source.status());
        }
        return worst;
    }

    private static ListenerStatus worse(ListenerStatus a, ListenerStatus b) {
        ListenerStatus worst = rank(b.state()) > rank(a.state()) ? b : a;
        return new ListenerStatus(
                worst.state(),
                worst.detail(),
                older(a.age(), b.age()),
                a.revocations() + b.revocations(),
                a.applied() + b.applied(),
                a.watermarks() + b.watermarks(),
                a.undecodable() + b.undecodable());
    }

    private static int rank(ListenerStatus.State state) {
        return switch (state) {
            case READY -> 0;
            case STALE -> 1;
            case STARTING -> 2;
            case NEW -> 3;
            case FAILED -> 4;
            case CLOSED -> 5;
        };
    }

    private static @Nullable Duration older(@Nullable Duration a, @Nullable Duration b) {
        return a == null || b == null ? null : a.compareTo(b) > 0 ? a : b;
    }
}
