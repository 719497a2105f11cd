package io.curfew.listener.jose;

import io.jsonwebtoken.security.PublicJwk;
import java.security.Key;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The public keys an issuer published at one moment. Immutable.
 *
 * @param keys those that verify signatures
 * @param fetchedAtNanos when they were asked for, by the monotonic clock
 */
record KeySet(List<PublicJwk<?>> keys, long fetchedAtNanos) {

    /** The key a token names, if it is published for the token's algorithm; of a token that names none, the only such. */
    @Nullable
    Key find(@Nullable String kid, String algorithm) {
        List<PublicJwk<?>> fitting = keys.stream()
                .filter(key -> kid == null || kid.equals(key.getId()))
                .filter(key -> fits(key, algorithm))
                .toList();
        return fitting.size() == 1 || (kid != null && !fitting.isEmpty())
                ? fitting.get(0).toKey()
                : null;
    }

    boolean names(@Nullable String kid) {
        return kid == null || keys.stream().anyMatch(key -> kid.equals(key.getId()));
    }

    /** Whether all keys of the other are still there, with the same numbers in them. */
    boolean covers(KeySet other) {
        return other.keys.stream().allMatch(old -> keys.stream().anyMatch(key -> same(key, old)));
    }

    private static boolean same(PublicJwk<?> one, PublicJwk<?> other) {
        return Objects.equals(one.getId(), other.getId())
                && Objects.equals(one.getAlgorithm(), other.getAlgorithm())
                && one.toKey().equals(other.toKey());
    }

    private static boolean fits(PublicJwk<?> key, String algorithm) {
        String published = key.getAlgorithm();
        if (published != null) {
            return published.equals(algorithm);
        }
        return switch (key.getType()) {
            case "RSA" -> algorithm.startsWith("RS") || algorithm.startsWith("PS");
            case "EC" -> algorithm.startsWith("ES");
            case "OKP" -> algorithm.equals("EdDSA");
            default -> false;
        };
    }
}
