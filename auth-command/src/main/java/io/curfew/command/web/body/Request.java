package io.curfew.command.web.body;

/** A request body, read strictly and checked before a controller sees it. */
public interface Request {

    /**
     * Checks what types cannot say: what is there, how long it is, which characters it has.
     *
     * @throws io.curfew.command.web.problem.ProblemException if something is wrong
     */
    void check();
}
