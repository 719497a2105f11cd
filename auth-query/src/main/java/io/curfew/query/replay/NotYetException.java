package io.curfew.query.replay;

import java.io.Serial;

/** The projections cannot answer yet; asking again later helps. Over HTTP: 503 with {@code Retry-After}. */
public final class NotYetException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What is awaited. */
    public enum Why {
        /** The position that the query was given. */
        POSITION,
        /** The first build of the projections: half a list is never shown. */
        BUILDING,
        /** Others who ask for as much. */
        BUSY,
        /** What was published a while ago. */
        BEHIND
    }

    public NotYetException(Why why) {
        super("the projections cannot answer yet: " + why);
        this.why = why;
    }

    /** What is awaited. */
    public Why why() {
        return why;
    }
}
