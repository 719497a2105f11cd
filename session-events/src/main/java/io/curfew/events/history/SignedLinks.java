package io.curfew.events.history;

import java.util.Arrays;

/**
 * Which of a stream's links were signed, in about ten bytes each: the distance from the one before and eight bytes of
 * the link under a key that is made anew for each check, so that nobody can have prepared another link that passes.
 * Filled first, then read once from the front. Not thread-safe.
 */
final class SignedLinks {
    private byte[] bytes = new byte[0];
    private int length;
    private int at;
    private long writtenSeq = -1;
    private long readSeq = -1;

    /** Adds a link behind all others. */
    void add(long seq, long tag) {
        if (bytes.length < length + 18) {
            bytes = Arrays.copyOf(bytes, Math.max(length + 18, length + length / 2));
        }
        for (long distance = seq - writtenSeq; ; distance >>>= 7) {
            boolean last = distance < 0x80;
            bytes[length++] = (byte) ((distance & 0x7f) | (last ? 0 : 0x80));
            if (last) {
                break;
            }
        }
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (tag >>> shift);
        }
        writtenSeq = seq;
    }

    /** The number of the event whose link is the next in line; no event has it when there is none. */
    long nextSeq() {
        if (at >= length) {
            return Long.MAX_VALUE;
        }
        long distance = 0;
        for (int i = at, shift = 0; ; i++, shift += 7) {
            distance |= (long) (bytes[i] & 0x7f) << shift;
            if (bytes[i] >= 0) {
                return readSeq + distance;
            }
        }
    }

    /** Takes the next in line. */
    long take() {
        readSeq = nextSeq();
        while (bytes[at++] < 0) {
            // the distance
        }
        long tag = 0;
        for (int i = 0; i < 8; i++) {
            tag = tag << 8 | (bytes[at++] & 0xff);
        }
        return tag;
    }
}
