package io.curfew.listener.bearer;

/** The token is not genuine, or not for us, or not now. The message is for logs and holds nothing of the token. */
public final class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** For a reason that names no claim's value. */
    public InvalidTokenException(String reason) {
        // Without a stack trace: bad tokens are the cheapest thing there is to send.
        super(reason, null, false, false);
    }
}
