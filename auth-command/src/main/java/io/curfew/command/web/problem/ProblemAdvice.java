package io.curfew.command.web.problem;

import io.curfew.command.account.AccountChangedException;
import io.curfew.command.account.BusyException;
import io.curfew.command.account.ThrottledException;
import io.curfew.command.account.UnacceptableException;
import io.curfew.command.database.SqlErrors;
import io.curfew.command.sessions.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns every exception into a problem. Its order is the last, so that other parts of the same process may answer for
 * their own controllers first; what nobody handles, such as a path that does not exist, ends here. Being of this type
 * makes Boot leave out its own advice, whose problems have no code.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final int INTERNAL_ERROR = 500;
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Counter throttled;
    private final RefusalMeters refusals;

    ProblemAdvice(MeterRegistry registry, RefusalMeters refusals) {
        this.refusals = refusals;
        this.throttled = Counter.builder("curfew.throttled")
                .description("Attempts that came too soon: log-ins, passwords asked for once more, registrations")
                .register(registry);
    }

    @ExceptionHandler
    void problem(ProblemException e, HttpServletResponse response) throws IOException {
        refusals.count(e.code());
        ProblemWriter.write(response, e);
    }

    /** Everything that Spring MVC itself can find wrong with a request. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletResponse response = ((ServletWebRequest) request).getResponse();
        if (response != null) {
            HttpHeaders own = e instanceof ErrorResponse known ? known.getHeaders() : headers;
            own.forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
            write(response, explain(e, status));
        }
        return null;
    }

    private static ProblemException explain(Exception e, HttpStatusCode status) {
        if (e instanceof HttpMessageNotReadableException unreadable) {
            return UnreadableBody.explain(unreadable);
        }
        if (status.value() == INTERNAL_ERROR) {
            log.error("Unexpected error", e);
        }
        return StatusProblems.of(status.value());
    }

    private static void write(HttpServletResponse response, ProblemException problem) {
        try {
            ProblemWriter.write(response, problem);
        } catch (IOException e) {
            log.debug("The client was gone before its error could be written", e);
        }
    }

    /** Spring looks into multipart bodies before it looks for who could read them; nobody here can. */
    @ExceptionHandler
    void multipart(MultipartException e, HttpServletResponse response) {
        write(response, StatusProblems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value()));
    }

    /** Spring Security's firewall, where a header is read; the message repeats what was sent, so it is not logged. */
    @ExceptionHandler
    void rejected(RequestRejectedException e, HttpServletResponse response) {
        write(response, StatusProblems.of(HttpStatus.BAD_REQUEST.value()));
    }

    @ExceptionHandler
    void throttled(ThrottledException e, HttpServletResponse response) throws IOException {
        throttled.increment();
        ProblemWriter.write(
                response,
                new ProblemException(
                        ProblemCode.TOO_MANY_ATTEMPTS, "Too many attempts. Try again later.", e.retryAfter()));
    }

    @ExceptionHandler
    void busy(BusyException e, HttpServletResponse response) throws IOException {
        ProblemWriter.write(
                response,
                new ProblemException(ProblemCode.BUSY, "Too many logins at the moment. Try again soon.", SOON));
    }

    @ExceptionHandler
    void unacceptable(UnacceptableException e, HttpServletResponse response) throws IOException {
        ProblemCode code = ProblemCode.valueOf(e.code().toUpperCase(Locale.ROOT));
        ProblemWriter.write(response, new ProblemException(code, String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    void changed(AccountChangedException e, HttpServletResponse response) throws IOException {
        ProblemWriter.write(
                response,
                new ProblemException(ProblemCode.ACCOUNT_CHANGED, "The account was changed meanwhile. Try again."));
    }

    @ExceptionHandler({
        StoreUnavailableException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        TransactionException.class
    })
    void unavailable(RuntimeException e, HttpServletResponse response) throws IOException {
        log.warn("The database is unavailable: {}", SqlErrors.describe(e));
        ProblemWriter.write(
                response,
                new ProblemException(ProblemCode.STORE_UNAVAILABLE, "The store is unavailable. Try again soon.", SOON));
    }

    /** Messages of database errors may hold values of rows, so only their types are logged. */
    @ExceptionHandler
    void database(DataAccessException e, HttpServletResponse response) throws IOException {
        log.error("Unexpected database error: {}", SqlErrors.describe(e));
        ProblemWriter.write(response, internal());
    }

    @ExceptionHandler
    void other(Exception e, HttpServletResponse response) throws IOException {
        log.error("Unexpected error", e);
        ProblemWriter.write(response, internal());
    }

    private static ProblemException internal() {
        return new ProblemException(ProblemCode.INTERNAL_ERROR, "Something went wrong here.");
    }
}
