package io.curfew.listener;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a listener was at one moment. Immutable and thread-safe.
 *
 * @param state whether it decides
 * @param detail one sentence: why it does not, or that it does
 * @param age how old its knowledge is, on this process's monotonic clock; null when it has none
 * @param revocations unexpired entries it holds, all kinds; an estimate while they change
 * @param applied revocation notices applied since start
 * @param watermarks watermarks seen since start
 * @param undecodable records met that are no notices
 */
public record ListenerStatus(
        State state,
        String detail,
        @Nullable Duration age,
        long revocations,
        long applied,
        long watermarks,
        long undecodable) {

    /** Whether the listener decides, and if not, why. */
    public enum State {
        /** Built, not started. */
        NEW,
        /** Started; has not yet read to the end of the topic and seen a live watermark (I12). */
        STARTING,
        /** Decides on its own. */
        READY,
        /** Was ready, and has heard too little since. Recovers by itself. */
        STALE,
        /** Will never know again in this process. */
        FAILED,
        /** Closed. */
        CLOSED
    }

    /** Whether tokens can be accepted. */
    public boolean ready() {
        return state == State.READY;
    }
}
