package io.curfew.query.web;

import java.io.Serial;

/** A query parameter that cannot be meant. Over HTTP: 400 with code {@code invalid_parameter}. */
public class InvalidParameterException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidParameterException(String name, String expected) {
        this("The parameter " + name + " must be " + expected + ".");
    }

    InvalidParameterException(String message) {
        super(message);
    }
}
