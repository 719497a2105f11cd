package io.curfew.command.account;

import java.io.Serial;

/** Too many passwords are being checked at once; trying again a little later is fine. Over HTTP: 503. */
public final class BusyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public BusyException() {
        super("too many passwords are being checked");
    }
}
