package io.curfew.events.history;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was. Immutable and thread-safe.
 *
 * @param stream whose history it is in, or null when it is about a root
 * @param seq the number of the event, or of the root; -1 where none is meant
 * @param detail a sentence for people; without anything from the payload
 */
public record Finding(Kind kind, @Nullable String stream, long seq, String detail) {

    /** What was done. */
    public enum Kind {
        /** An event, its link, or what is shown of it, is not what was chained under this number. */
        EDITED,
        /** The link of an event that a root covers, or what it follows from, was taken away. */
        STRIPPED,
        /** An event in the middle is missing. */
        REMOVED,
        /** An event is there that was never chained, or one is there twice. */
        INSERTED,
        /** An event is out of its order. */
        REORDERED,
        /** The chain is in itself right, but it is not the one that was signed. */
        REWRITTEN,
        /** The end of a stream is missing. */
        CUT,
        /** A whole stream is missing. */
        STREAM_REMOVED,
        /** A root is not the issuer's, or does not follow the one before. */
        FORGED_ROOT,
        /** A root is missing. */
        ROOT_REMOVED,
        /** A root is out of its order. */
        ROOT_REORDERED,
        /** The heads are not those that a root was signed over. */
        HEADS_UNFIT,
        /** No tampering by itself: from here, events carry nothing to check them by. */
        UNPROVEN;

        /** Whether it shows that somebody changed the history. */
        public boolean isTampering() {
            return this != UNPROVEN;
        }
    }
}
