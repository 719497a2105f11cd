package io.curfew.command.web.credentials;

import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Why a request that needs a valid access token is refused. Stateless. */
public final class Unauthenticated {
    private static final Duration SOON = Duration.ofSeconds(1);

    private Unauthenticated() {}

    public static ProblemException why(HttpServletRequest request) {
        PresentedToken presented = PresentedToken.of(request);
        if (presented instanceof PresentedToken.Invalid invalid) {
            return new ProblemException(ProblemCode.TOKEN_INVALID, invalid.why());
        }
        if (presented instanceof PresentedToken.Expired) {
            return expired();
        }
        if (presented instanceof PresentedToken.Ended) {
            return revoked();
        }
        if (presented instanceof PresentedToken.Revoked) {
            return new ProblemException(ProblemCode.SESSION_REVOKED, "The access token was revoked.");
        }
        if (presented instanceof PresentedToken.Unjudged) {
            return new ProblemException(
                    ProblemCode.STORE_UNAVAILABLE, "The store is unavailable. Try again soon.", SOON);
        }
        if (presented instanceof PresentedToken.Valid) {
            // A valid one that was not let through: it came in a cookie, from a page of another site.
            return SameSiteCheck.failed();
        }
        return new ProblemException(ProblemCode.TOKEN_MISSING, "An access token is required.");
    }

    public static ProblemException expired() {
        return new ProblemException(ProblemCode.TOKEN_INVALID, "The access token expired");
    }

    public static ProblemException revoked() {
        return new ProblemException(ProblemCode.SESSION_REVOKED, "The session of this access token has ended.");
    }
}
