package io.curfew.query.replay;

import java.io.Serial;

/** A rebuild that was not done; what is read was not touched. The message is one sentence for the operator. */
public class RebuildException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public RebuildException(String message) {
        super(message);
    }
}
