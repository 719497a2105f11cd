package io.curfew.query.jobs;

import java.io.Serial;

/** A parameter of a job that cannot be meant. Over HTTP: 400 with code {@code invalid_parameter}. */
public final class InvalidJobException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The message never repeats what was sent. */
    public InvalidJobException(String message) {
        super(message);
    }

    InvalidJobException(String name, String expected) {
        this("The parameter " + name + " must be " + expected + ".");
    }
}
