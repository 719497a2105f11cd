package io.curfew.command.web.problem;

/** The body of every error answer (RFC 9457), with a stable {@code code}. */
public record Problem(String type, String title, int status, String detail, String code) {

    static Problem of(ProblemException problem) {
        ProblemCode code = problem.code();
        return new Problem(code.type(), code.title(), code.status(), problem.detail(), code.code());
    }
}
