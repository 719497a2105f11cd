package io.curfew.command.account;

import java.io.Serial;

/** The account was changed or disabled between the check of its password and the command. */
public final class AccountChangedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public AccountChangedException() {
        super("the account has changed meanwhile");
    }
}
