package io.curfew.command.web;

import io.curfew.command.domain.RevokeResult;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.web.credentials.Unauthenticated;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** How outcomes of commands become answers: their headers, and 202 for what is durable but not yet on Kafka. Stateless. */
final class Replies {
    static final String POSITION = "Curfew-Position";
    static final String REVOCATION = "Curfew-Revocation";

    private Replies() {}

    /** An answer with the headers of the outcome, to be finished by the caller. */
    static ResponseEntity.BodyBuilder builder(Outcome<?> outcome, HttpStatus done) {
        Outcome.Publication publication = outcome.publication();
        if (publication == null || publication.published()) {
            ResponseEntity.BodyBuilder builder = ResponseEntity.status(done);
            headers(outcome, builder);
            return builder;
        }
        ResponseEntity.BodyBuilder builder = ResponseEntity.accepted().location(URI.create(address(publication.id())));
        headers(outcome, builder);
        return builder;
    }

    /** Where a revocation's receipt is. */
    static String address(String revocationId) {
        return "/revocations/" + revocationId;
    }

    /** The headers of an outcome. */
    static void headers(Outcome<?> outcome, ResponseEntity.BodyBuilder builder) {
        if (outcome.position() >= 0) {
            builder.header(POSITION, Long.toString(outcome.position()));
        }
        Outcome.Publication publication = outcome.publication();
        if (publication != null) {
            builder.header(REVOCATION, publication.id());
        }
    }

    /** 204, or 202. */
    static ResponseEntity<Void> empty(Outcome<?> outcome) {
        return builder(outcome, HttpStatus.NO_CONTENT).build();
    }

    /** 200 with a body, or 202. It is JSON whatever was asked for: a refusal now would deny what has been done. */
    static <T> ResponseEntity<T> ok(Outcome<?> outcome, @Nullable T body) {
        return builder(outcome, HttpStatus.OK)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    /** How many sessions were ended; a refusal becomes its problem. */
    static int ended(Outcome<RevokeResult> outcome) {
        if (outcome.result() instanceof RevokeResult.Revoked revoked) {
            return revoked.sessionIds().size();
        }
        throw refused((RevokeResult.Refused) outcome.result());
    }

    private static ProblemException refused(RevokeResult.Refused refused) {
        return switch (refused.refusal()) {
            case ACTING_SESSION_ENDED -> Unauthenticated.revoked();
            case SESSION_NOT_FOUND, SESSION_EXPIRED, SESSION_RULED_OUT, REFRESH_TOKEN_UNKNOWN, REFRESH_TOKEN_REUSED ->
                new ProblemException(ProblemCode.SESSION_NOT_FOUND, "You have no such active session.");
        };
    }
}
