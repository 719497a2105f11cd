package io.curfew.command.web.problem;

/** Problems for errors of which only the status is known: those of the framework and of the servlet container. */
final class StatusProblems {
    private static final int LEAST_SERVER_ERROR = 500;

    private StatusProblems() {}

    static ProblemException of(int status) {
        return switch (status) {
            case 403 -> new ProblemException(ProblemCode.REQUEST_REJECTED, "The request was rejected.");
            case 404 -> new ProblemException(ProblemCode.NOT_FOUND, "There is nothing here.");
            case 405 -> new ProblemException(ProblemCode.METHOD_NOT_ALLOWED, "This path does not have this method.");
            case 406 -> new ProblemException(ProblemCode.NOT_ACCEPTABLE, "The answer is application/json.");
            case 413 -> new ProblemException(ProblemCode.BODY_TOO_LARGE, "The body is too large.");
            case 415 -> new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            default ->
                status >= LEAST_SERVER_ERROR
                        ? new ProblemException(ProblemCode.INTERNAL_ERROR, "Something went wrong here.")
                        : new ProblemException(ProblemCode.BAD_REQUEST, "The request could not be understood.");
        };
    }
}
