package io.curfew.command.web.credentials;

import io.curfew.command.sessions.RuleLookup;
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
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at the access token of a request: in the {@code Authorization} header (RFC 6750, section 2.1), else in the
 * cookie. Never in the query, where it would be logged. A cookie counts for a request that changes something only if the
 * request is known to come from a page of ours. One that a revocation rule covers counts as revoked. Thread-safe.
 */
public final class TokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessTokenVerifier verifier;
    private final RuleLookup rules;
    private final SameSiteCheck sameSite;

    public TokenFilter(AccessTokenVerifier verifier, RuleLookup rules, SameSiteCheck sameSite) {
        this.verifier = verifier;
        this.rules = rules;
        this.sameSite = sameSite;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
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
        return valid.way() == PresentedToken.Way.HEADER
                || SAFE.contains(request.getMethod())
                || sameSite.passes(request);
    }

    private PresentedToken present(HttpServletRequest request, List<String> headers) {
        if (!headers.isEmpty() && headers.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return judge(headers.get(0).substring(BEARER.length()).strip(), PresentedToken.Way.HEADER);
        }
        return TokenCookies.access(request)
                .map(token -> judge(token, PresentedToken.Way.COOKIE))
                .orElseGet(PresentedToken.None::new);
    }

    private PresentedToken judge(String value, PresentedToken.Way way) {
        try {
            VerifiedToken token = verifier.verify(value);
            if (token.expired()) {
                return new PresentedToken.Expired(token, way);
            }
            return rules.revokes(ruled(token))
                    ? new PresentedToken.Revoked(token, way)
                    : new PresentedToken.Valid(token, way);
        } catch (StoreUnavailableException e) {
            return new PresentedToken.Unjudged(way);
        } catch (InvalidTokenException e) {
            return new PresentedToken.Invalid(String.valueOf(e.getMessage()), way);
        }
    }

    /** What rules can be about in a token. */
    public static RuleLookup.IssuedToken ruled(VerifiedToken token) {
        return new RuleLookup.IssuedToken(
                token.userId(), token.clientId(), token.tokenId(), token.keyId(), token.issuedAt());
    }
}
