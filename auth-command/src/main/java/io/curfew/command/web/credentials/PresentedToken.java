package io.curfew.command.web.credentials;

import io.curfew.command.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The access token a request came with, once looked at. Immutable and thread-safe. */
public sealed interface PresentedToken {

    /** How a token came: a cookie is sent by the browser, asked or not, so it proves less. */
    enum Way {
        HEADER,
        COOKIE
    }

    /** No token. */
    record None() implements PresentedToken {
        @Override
        public @Nullable Way way() {
            return null;
        }
    }

    /** A good one. */
    record Valid(VerifiedToken token, Way way) implements PresentedToken {}

    /** A well-signed one whose time has passed. */
    record Expired(VerifiedToken token, Way way) implements PresentedToken {}

    /** A good one whose session has ended. */
    record Ended(VerifiedToken token, Way way) implements PresentedToken {}

    /** A good one that a revocation rule covers. */
    record Revoked(VerifiedToken token, Way way) implements PresentedToken {}

    /** Valid signature; revocation status unknown because the database is unavailable. */
    record Unjudged(Way way) implements PresentedToken {}

    /** One that is not ours. */
    record Invalid(String why, Way way) implements PresentedToken {}

    /** How it came, or null when there is none. */
    @Nullable
    Way way();

    /**
     * The one of two that says more. A status that is unknown outranks every refusal: with the database unavailable a client
     * must not be told that its token is bad.
     */
    static PresentedToken preferred(PresentedToken one, PresentedToken other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(PresentedToken token) {
        if (token instanceof Valid) {
            return 4;
        } else if (token instanceof Unjudged) {
            return 3;
        } else if (token instanceof Invalid) {
            return 1;
        }
        return token instanceof None ? 0 : 2;
    }

    /** What the request came with. */
    static PresentedToken of(HttpServletRequest request) {
        Object presented = request.getAttribute(PresentedToken.class.getName());
        return presented instanceof PresentedToken token ? token : new None();
    }

    /** Keeps it with the request. */
    default void keepIn(HttpServletRequest request) {
        request.setAttribute(PresentedToken.class.getName(), this);
    }
}
