package io.curfew.events.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stored payload of an event and what follows from its bytes: the published payload, which lacks the member {@code
 * refresh_token_hash}, and the time. No other byte is changed and nothing is read as JSON beyond finding the members of
 * the outermost object, so the same code serves every version of every event. Takes any bytes: what is no object has no
 * members. Immutable by convention and thread-safe.
 */
public final class StoredForm {
    /** What is in the store only. */
    public static final String HASH = "refresh_token_hash";
    /** When it happened. */
    public static final String TIME = "occurred_at";

    private final byte[] stored;

    /** The form in these bytes. */
    public StoredForm(byte[] stored) {
        this.stored = stored;
    }

    /** The payload as it is on the topic. */
    public byte[] published() {
        Members.Member hash = Members.find(stored, HASH);
        if (hash == null) {
            return stored;
        }
        byte[] published = Arrays.copyOf(stored, stored.length - (hash.to() - hash.from()));
        System.arraycopy(stored, hash.to(), published, hash.from(), stored.length - hash.to());
        return published;
    }

    /** The time as it is written there, empty when there is none. */
    public String time() {
        return time(stored);
    }

    /** The time in a payload of either form, empty when there is none. */
    public static String time(byte[] payload) {
        Members.@Nullable Member time = Members.find(payload, TIME);
        return time == null ? "" : time.text(payload);
    }

    /** What of the store becomes part of a history. */
    public HistoryEntry entry(
            String stream, long seq, String id, String type, byte @Nullable [] chain, EventChain digests) {
        return new HistoryEntry(stream, seq, id, type, time(), published(), digests.digest(stored), chain);
    }
}
