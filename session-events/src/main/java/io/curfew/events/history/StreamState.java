package io.curfew.events.history;

import org.jspecify.annotations.Nullable;

/** What is known of one stream while a history is checked. Not thread-safe; its fields belong to this package. */
final class StreamState {
    /** The last signed head, or null before the first root that knows the stream. */
    @Nullable
    StreamHead signed;

    /** All signed links, the last included. */
    final SignedLinks signedLinks = new SignedLinks();

    /** The number of the event that should come next. */
    long next;
    /** What that event is linked to, or null when that is not known. */
    byte @Nullable [] link;
    /** What the event before was linked to. */
    byte @Nullable [] before;
    /** An event that is not what its link says, or has none, until the one behind it tells what was done. */
    @Nullable
    Suspect suspect;

    /** By how much numbers are higher than those that were chained. */
    long shift;
    /** Numbers that were passed over, or null when none ever was. */
    @Nullable
    Gaps gaps;

    /** The first event that came with its link. */
    long firstLinked = Long.MAX_VALUE;

    boolean rewritten;
    boolean unproven;

    /** Such an event, what it is linked to, its link as it is there or null for none, and as it follows from the event. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Suspect(HistoryEntry event, byte[] previous, byte @Nullable [] claimed, byte[] reckoned) {}
}
