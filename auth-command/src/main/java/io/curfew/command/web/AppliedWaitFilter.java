package io.curfew.command.web;

import io.curfew.command.sessions.RevocationProofs;
import io.curfew.command.sessions.StoreUnavailableException;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.command.web.problem.ProblemWriter;
import io.curfew.events.receipt.Proof;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Holds back the answer of whatever ended a session until every node has applied it, where the client asks for that. The
 * command is done by then, whatever comes of the waiting: complete leaves its answer as it is, anything else makes it 202
 * with the address of the receipt. Knows commands by the {@code Curfew-Revocation} of their answers, so it serves every
 * one. Thread-safe.
 */
final class AppliedWaitFilter extends OncePerRequestFilter {
    static final String RECEIPT = "Curfew-Receipt";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";
    private static final Set<String> METHODS = Set.of("POST", "DELETE");
    private static final Set<Integer> DONE = Set.of(200, 201, 202, 204);

    private final RevocationProofs proofs;

    AppliedWaitFilter(RevocationProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !METHODS.contains(request.getMethod())
                || (request.getHeader("Prefer") == null && !hasParameter(request));
    }

    /** Looks before it parses: what cannot be parsed is somebody else's refusal. */
    private static boolean hasParameter(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && query.contains("wait");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        WaitPreference preference;
        try {
            preference = WaitPreference.of(
                    WaitPreference.list(request.getHeaders("Prefer")),
                    hasParameter(request) ? request.getParameterValues("wait") : null);
        } catch (IllegalArgumentException e) {
            ProblemWriter.write(
                    response, new ProblemException(ProblemCode.BAD_REQUEST, String.valueOf(e.getMessage())));
            return;
        }
        if (preference == null) {
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        String revocation = held.getHeader(Replies.REVOCATION);
        if (revocation != null && DONE.contains(held.getStatus())) {
            answer(held, revocation, preference);
        }
        held.copyBodyToResponse();
    }

    private void answer(ContentCachingResponseWrapper response, String revocation, WaitPreference preference) {
        Proof.Verdict verdict = verdict(revocation, preference);
        if (verdict != Proof.Verdict.COMPLETE) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            response.setHeader(HttpHeaders.LOCATION, Replies.address(revocation));
        } else if (response.getStatus() == HttpServletResponse.SC_ACCEPTED) {
            // The command gave up waiting for its publication; since then it was published, and applied.
            boolean empty = response.getContentSize() == 0;
            response.setStatus(empty ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_OK);
        }
        response.setHeader(RECEIPT, verdict.name().toLowerCase(Locale.ROOT));
        String header = preference.header();
        if (header != null) {
            response.setHeader(PREFERENCE_APPLIED, header);
        }
    }

    /** The command is done: whether that can be seen must not turn its answer into an error. */
    private Proof.Verdict verdict(String revocation, WaitPreference preference) {
        try {
            return proofs.awaitComplete(revocation, preference.patience());
        } catch (StoreUnavailableException e) {
            logger.debug("nobody knows where the revocation lies", e);
            return Proof.Verdict.UNKNOWN;
        }
    }
}
