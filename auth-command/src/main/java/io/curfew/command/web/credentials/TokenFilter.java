package io.curfew.command.web.credentials;

import io.curfew.command.sessions.IssuedTokens;
import io.curfew.command.sessions.StoreUnavailableException;
import io.curfew.command.token.AccessTokenVerifier;
import io.curfew.command.token.InvalidTokenException;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.command.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at the access token of a request: in the {@code Authorization} header (RFC 6750, section 2.1), else in the
 * cookie. Never in the query, where it would be logged. A cookie counts for a request that changes something only if the
 * request is known to come from a page of ours.
 *
 * <p>The one place that asks, for every request and whatever controller answers it, whether the token's session goes on,
 * whether a rule covers it, and whether the person still has the roles that it names. Thread-safe.
 */
public final class TokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "bearer ";

    private final AccessTokenVerifier verifier;
    private final IssuedTokens issued;
    private final CurrentRoles roles;
    private final SameSiteCheck sameSite;
    private final Clock clock;

    public TokenFilter(
            AccessTokenVerifier verifier,
            IssuedTokens issued,
            CurrentRoles roles,
            SameSiteCheck sameSite,
            Clock clock) {
        this.verifier = verifier;
        this.issued = issued;
        this.roles = roles;
        this.sameSite = sameSite;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ReceivedAt.keep(request, clock.instant());
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.size() > 1) {
            ProblemWriter.write(
                    response,
                    new ProblemException(
                            ProblemCode.MULTIPLE_TOKENS, "The request has more than one Authorization header"));
            return;
        }
        PresentedToken presented = present(request, headers);
        presented.keepIn(request);
        if (presented instanceof PresentedToken.Valid valid && mayAct(valid, request)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new SessionAuthentication(valid.token()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private boolean mayAct(PresentedToken.Valid valid, HttpServletRequest request) {
        return valid.way() == PresentedToken.Way.HEADER || sameSite.mayUseCookies(request);
    }

    private PresentedToken present(HttpServletRequest request, List<String> headers) {
        if (!headers.isEmpty() && headers.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return judge(headers.get(0).substring(BEARER.length()).strip(), PresentedToken.Way.HEADER);
        }
        PresentedToken best = new PresentedToken.None();
        for (String value : TokenCookies.access(request)) {
            best = PresentedToken.preferred(best, judge(value, PresentedToken.Way.COOKIE));
            if (best instanceof PresentedToken.Valid) {
                return best;
            }
        }
        return best;
    }

    private PresentedToken judge(String value, PresentedToken.Way way) {
        try {
            VerifiedToken token = verifier.verify(value);
            if (token.expired()) {
                return new PresentedToken.Expired(token, way);
            }
            return switch (issued.present(issued(token))) {
                case ENDED -> new PresentedToken.Ended(token, way);
                case RULED_OUT -> new PresentedToken.Revoked(token, way);
                case LIVE -> new PresentedToken.Valid(roles.of(token), way);
            };
        } catch (StoreUnavailableException | DataAccessException e) {
            return new PresentedToken.Unjudged(way);
        } catch (InvalidTokenException e) {
            return new PresentedToken.Invalid(String.valueOf(e.getMessage()), way);
        }
    }

    /** What there is to ask about a token. */
    public static IssuedTokens.Issued issued(VerifiedToken token) {
        return new IssuedTokens.Issued(
                token.userId(), token.sessionId(), token.clientId(), token.tokenId(), token.keyId(), token.issuedAt());
    }
}
