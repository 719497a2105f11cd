package io.curfew.sidecar.http;

/** What can be wrong with a call that is not about a token. */
enum Problem {
    NOT_FOUND(404, "not_found", "Not Found", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method Not Allowed", "Use GET or HEAD."),
    WRONG_PARAMETER(
            400,
            "wrong_parameter",
            "Bad Request",
            "The only parameter here is scope: one scope, given once (RFC 6749 section 3.3)."),
    NOT_READY(503, "not_ready", "Service Unavailable", "This node does not know all revocations at the moment."),
    TOO_MANY_READERS(503, "too_many_readers", "Service Unavailable", "As many as allowed are reading already.");

    private final int status;
    private final String code;
    private final String title;
    private final String detail;

    Problem(int status, String code, String title, String detail) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }
}
