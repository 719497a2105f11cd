package io.curfew.query.web;

import io.curfew.query.jobs.InvalidJobException;
import io.curfew.query.jobs.JobRunningException;
import io.curfew.query.replay.NotYetException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong, as RFC 9457 problems with a stable {@code code}; for the controllers of this package only. */
@RestControllerAdvice(basePackageClasses = Problems.class)
@Order(0)
class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidParameterException e) {
        return problem(HttpStatus.BAD_REQUEST, "invalid_parameter", "Invalid parameter", e.getMessage(), null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownParameterException e) {
        return problem(HttpStatus.BAD_REQUEST, "unknown_parameter", "Unknown parameter", e.getMessage(), null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidJobException e) {
        return problem(HttpStatus.BAD_REQUEST, "invalid_parameter", "Invalid parameter", e.getMessage(), null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> running(JobRunningException e) {
        return problem(HttpStatus.CONFLICT, "job_running", "Job running", e.getMessage(), null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyExportsException e) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too_many_exports",
                "Too many exports",
                "This node does as many exports at once as it may.",
                LATER);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notRecorded(AccessNotRecordedException e) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "access_not_recorded",
                "Access not recorded",
                "An export is recorded in the history of who asks for it, and this one could not be. Try again later.",
                LATER);
    }

    /** The servlet container answers this: it closes the connection. */
    @ExceptionHandler
    void broken(BrokenExportException e) {
        throw e;
    }

    /** Its client is gone: nobody is left to be answered. */
    @ExceptionHandler
    void gone(IOException e) throws IOException {
        throw e;
    }

    /** Spring Security answers this. */
    @ExceptionHandler
    void denied(AccessDeniedException e) {
        throw e;
    }

    /** And this. */
    @ExceptionHandler
    void unauthenticated(AuthenticationException e) {
        throw e;
    }

    /** Found by Tomcat while it decodes the query; its message repeats the value, so ours does not. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> undecodable(org.apache.tomcat.util.http.InvalidParameterException e) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "invalid_parameter",
                "Invalid parameter",
                "The query is not percent-encoded UTF-8.",
                null);
    }

    /** By Spring Security's firewall, where a header is read; its message repeats what was sent, so ours does not. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(RequestRejectedException e) {
        return problem(HttpStatus.BAD_REQUEST, "bad_request", "Bad request", "A header could not be understood.", null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(NotFoundException e) {
        return problem(HttpStatus.NOT_FOUND, "not_found", "Not found", "There is nothing here.", null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notYet(NotYetException e) {
        return switch (e.why()) {
            case BUILDING ->
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "projection_building",
                        "Lists are being built",
                        "The lists are being built from the events and half a list is not shown.",
                        LATER);
            case BUSY ->
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "too_many_questions",
                        "Too many questions",
                        "This node answers as many questions of this kind at once as it may.",
                        SOON);
            case BEHIND ->
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "projection_behind",
                        "Lists are behind",
                        "What was published a while ago is not in the lists yet.",
                        LATER);
            case POSITION ->
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "position_not_reached",
                        "Position not reached",
                        "The lists do not show the given position, or the session that asks, yet. Try again.",
                        SOON);
        };
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> unavailable(RuntimeException e) {
        LOG.warn("A query failed because of the database", e);
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "store_unavailable",
                "Store unavailable",
                "The lists cannot be read at the moment.",
                SOON);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return problem(
                HttpStatus.NOT_ACCEPTABLE,
                "not_acceptable",
                "Not acceptable",
                "This is served as application/json.",
                null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        LOG.error("A query failed", e);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "Internal error", "The query failed.", null);
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, String code, String title, @Nullable String detail, @Nullable Duration retryAfter) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("https://curfew.dev/problems/" + code.replace('_', '-')));
        problem.setTitle(title);
        problem.setDetail(detail);
        problem.setProperty("code", code);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        }
        return answer.body(problem);
    }
}
