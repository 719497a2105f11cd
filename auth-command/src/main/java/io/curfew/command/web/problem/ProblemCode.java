package io.curfew.command.web.problem;

import java.util.Locale;

/** The problems this service knows. Names are on the wire in lower case and never change. */
public enum ProblemCode {
    BAD_REQUEST(400, "Bad request"),
    MALFORMED_BODY(400, "Malformed body"),
    MISSING_BODY(400, "Missing body"),
    UNKNOWN_FIELD(400, "Unknown field"),
    WRONG_TYPE(400, "Wrong type"),
    MISSING_FIELD(400, "Missing field"),
    INVALID_FIELD(400, "Invalid field"),
    USERNAME_UNACCEPTABLE(400, "User name not acceptable"),
    PASSWORD_UNACCEPTABLE(400, "Password not acceptable"),
    UNKNOWN_CLIENT(400, "Unknown client"),
    UNAUTHORIZED_CLIENT(400, "Client not allowed to do this"),
    INVALID_TARGET(400, "Resource not known"),
    REFRESH_TOKEN_FOREIGN(400, "Not a refresh token of yours"),
    MULTIPLE_TOKENS(400, "More than one token"),
    INVALID_CREDENTIALS(401, "Wrong user name or password"),
    INVALID_CLIENT(401, "Client not authenticated"),
    INVALID_GRANT(401, "Refresh token not accepted"),
    TOKEN_MISSING(401, "Access token missing"),
    TOKEN_INVALID(401, "Access token not accepted"),
    SESSION_REVOKED(401, "Session ended"),
    INSUFFICIENT_SCOPE(403, "Not allowed"),
    CSRF_CHECK_FAILED(403, "Request from another site"),
    REQUEST_REJECTED(403, "Request rejected"),
    WRONG_PASSWORD(403, "Wrong password"),
    REAUTHENTICATION_REQUIRED(403, "Password needed"),
    NOT_FOUND(404, "Not found"),
    SESSION_NOT_FOUND(404, "No such session"),
    USER_NOT_FOUND(404, "No such user"),
    REVOCATION_NOT_FOUND(404, "No such revocation"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    USERNAME_TAKEN(409, "User name taken"),
    ACCOUNT_CHANGED(409, "Account changed meanwhile"),
    BODY_TOO_LARGE(413, "Body too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    NOT_BEFORE_IN_FUTURE(422, "Not-before in the future"),
    TOO_MANY_ATTEMPTS(429, "Too many attempts"),
    INTERNAL_ERROR(500, "Internal error"),
    BUSY(503, "Busy"),
    STORE_UNAVAILABLE(503, "Store unavailable");

    private static final String TYPES = "https://curfew.dev/problems/";

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The problem type (RFC 9457, section 3.1.1). */
    String type() {
        return TYPES + code().replace('_', '-');
    }
}
