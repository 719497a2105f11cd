package io.curfew.command;

import java.io.Serial;

/** The configuration or the surroundings are unsafe or incomplete: one sentence says what is wrong and what to do. */
public final class StartRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Refuses the start.
     *
     * @param problem what is wrong, one sentence
     * @param action what to do about it, one sentence
     */
    public StartRefusedException(String problem, String action) {
        super(problem + " " + action);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
