package io.curfew.listener.bearer;

import io.curfew.listener.TokenClaims;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature, type, issuer, audience and times are right (RFC 9068 section 4). Whether it was revoked is asked
 * afterwards, on every request. Immutable.
 *
 * @param revocation what revocation looks at
 * @param claims all claims
 */
public record VerifiedToken(TokenClaims revocation, Map<String, Object> claims) {

    /** The subject, claim {@code sub}. */
    public @Nullable String subject() {
        return revocation.sub();
    }

    /** The scopes: claim {@code scope}, words, or {@code scp}, words or a list; empty when there are none. */
    public Set<String> scopes() {
        Object scope = claims.get("scope") != null ? claims.get("scope") : claims.get("scp");
        if (scope instanceof String words) {
            return new LinkedHashSet<>(List.of(words.trim().split("\\s+")));
        }
        return scope instanceof Collection<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }

    /** Names the subject only: claims are the user's business, not the log's. */
    @Override
    public String toString() {
        return "VerifiedToken[sub=" + revocation.sub() + "]";
    }
}
