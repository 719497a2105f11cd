package io.curfew.command.account;

import java.io.Serial;

/** A user name or password that does not follow the rules; the message says which rule, and repeats no input. */
public final class UnacceptableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    public UnacceptableException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The stable code of the problem. */
    public String code() {
        return code;
    }
}
