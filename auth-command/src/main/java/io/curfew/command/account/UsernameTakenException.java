package io.curfew.command.account;

import java.io.Serial;

/** The user name was taken between its check and the write of the account. */
public final class UsernameTakenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UsernameTakenException() {
        super("the user name is taken");
    }
}
