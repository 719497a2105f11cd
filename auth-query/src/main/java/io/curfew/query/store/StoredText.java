package io.curfew.query.store;

import org.jspecify.annotations.Nullable;

/**
 * Text from outside, made storable: PostgreSQL refuses U+0000, and no column is endless. The history keeps the event as
 * it was published; only the columns made for display are touched. Stateless and thread-safe.
 */
public final class StoredText {
    private StoredText() {}

    /** The text without U+0000 and unpaired surrogates, cut to a number of UTF-16 units at a character's border. */
    public static @Nullable String cut(@Nullable String text, int max) {
        if (text == null) {
            return null;
        }
        StringBuilder kept = new StringBuilder(Math.min(text.length(), max));
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            int width = Character.charCount(point);
            boolean lone = width == 1 && Character.isSurrogate((char) point);
            if (kept.length() + width > max) {
                break;
            }
            if (point != 0) {
                kept.appendCodePoint(lone ? 0xFFFD : point);
            }
            i += width;
        }
        return kept.toString();
    }
}
