package io.curfew.query.feed;

import java.io.Serial;

/**
 * An event that contradicts one already projected: the same number in the same stream, but not the same event, or a
 * session of somebody else. It happens when an event store was restored from a backup or two share a topic; neither is
 * believed and somebody must look. The message names positions only.
 */
public final class ConflictingEventException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ConflictingEventException(PublishedEvent event, String why) {
        super("event " + event.seq() + " of its user at partition " + event.partition() + " offset " + event.offset()
                + " " + why);
    }
}
