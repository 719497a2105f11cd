package io.curfew.query.web;

import java.io.Serial;

/** A query parameter that cannot be meant. Over HTTP: 400 with code {@code invalid_parameter}. */
final class InvalidParameterException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidParameterException(String name, String expected) {
        super("The parameter " + name + " must be " + expected + ".");
    }
}
