package io.curfew.command.web.clients;

import io.curfew.command.StartRefusedException;
import io.curfew.command.token.TokenProperties;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What access tokens can be for (RFC 8707): resource services, and the front door, which is called as the issuer is. Immutable
 * and thread-safe.
 *
 * @param defaultAudience the audience of tokens requested without {@code resource}
 * @param issuerAlone whether a token for the front door is for nothing else
 */
record Resources(Set<String> all, String issuer, String defaultAudience, boolean issuerAlone) {

    /** Throws {@link StartRefusedException} if tokens for all services would be tokens for the front door alone. */
    static Resources of(TokenProperties properties) {
        String issuer = properties.issuer();
        if (properties.requireIssuerAudience()
                && issuer.equals(properties.audience().replaceFirst("/$", ""))) {
            throw new StartRefusedException(
                    "With curfew.require-issuer-audience, curfew.audience cannot be the issuer: every service takes its tokens.",
                    "Give curfew.audience a value of its own.");
        }
        Set<String> all = new HashSet<>(properties.resources());
        all.add(issuer);
        all.add(properties.audience());
        return new Resources(Set.copyOf(all), issuer, properties.audience(), properties.requireIssuerAudience());
    }

    /** Throws {@link ProblemException} if one of them is not known here. */
    void requireKnown(Set<String> requested) {
        if (!all.containsAll(requested)) {
            throw new ProblemException(ProblemCode.INVALID_TARGET, "A resource is not known here.");
        }
        if (issuerAlone && requested.contains(issuer) && requested.size() > 1) {
            throw new ProblemException(
                    ProblemCode.INVALID_TARGET, "A token for the issuer is for nothing else: request two tokens.");
        }
    }

    /**
     * The audience of a token.
     *
     * @param allowed what its client may request tokens for; null for everything
     * @throws ProblemException if the request names something else
     */
    Set<String> audience(@Nullable Set<String> allowed, List<String> requested) {
        if (requested.isEmpty()) {
            return allowed == null ? Set.of(defaultAudience) : withoutIssuer(allowed);
        }
        Set<String> named = Set.copyOf(requested);
        requireKnown(named);
        if (allowed != null && !allowed.containsAll(named)) {
            throw new ProblemException(ProblemCode.INVALID_TARGET, "A resource is not for this client.");
        }
        return named;
    }

    private Set<String> withoutIssuer(Set<String> allowed) {
        if (!issuerAlone || allowed.size() == 1) {
            return allowed;
        }
        Set<String> others = new HashSet<>(allowed);
        others.remove(issuer);
        return others;
    }
}
