package io.curfew.events.notice;

import java.io.Serial;

/**
 * A record of the revocation topic that is not a notice this version understands. A reader that meets one must not skip
 * it in silence: it can no longer know what is revoked.
 */
public final class NoticeFormatException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public NoticeFormatException(String message) {
        super(message);
    }
}
