package io.curfew.listener;

import java.util.UUID;

/**
 * An id in the form of a UUID, as a key of 32 bytes instead of a string of 80. Two are equal exactly when their texts are:
 * only the canonical form (RFC 9562 section 4, lower case) is made one, every other id stays a string. Immutable.
 */
final class CompactId {
    private static final int LENGTH = 36;
    private static final int NO_DIGIT = -1;

    private final long high;
    private final long low;

    private CompactId(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** The key for an id: a compact one, or the id itself. */
    static Object of(String id) {
        if (id.length() != LENGTH
                || id.charAt(8) != '-'
                || id.charAt(13) != '-'
                || id.charAt(18) != '-'
                || id.charAt(23) != '-') {
            return id;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                continue;
            }
            int digit = digit(id.charAt(i));
            if (digit == NO_DIGIT) {
                return id;
            }
            if (i < 18) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new CompactId(high, low);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : NO_DIGIT;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompactId id && id.high == high && id.low == low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    /** The id. */
    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
