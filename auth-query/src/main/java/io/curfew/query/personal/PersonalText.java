package io.curfew.query.personal;

import io.curfew.events.personal.SealedText;
import io.curfew.events.text.ForeignText;
import io.curfew.query.store.StoredText;
import org.jspecify.annotations.Nullable;

/**
 * Personal text on its way into columns and out of them. A column holds what the person sent, or null when it was erased
 * or cannot be read, or sealed text as long as the key has not come. Stateless.
 */
public final class PersonalText {
    /** Stands for text that nobody can read any more, where null would mean that nothing was sent. */
    public static final String GONE = SealedText.PREFIX + "gone";

    private PersonalText() {}

    /** What to write into a column that takes {@code max} characters of what a person sent. */
    public static @Nullable String column(@Nullable String text, int max) {
        if (text == null || text.equals(GONE)) {
            return null;
        }
        return SealedText.is(text) ? text : StoredText.cut(text, max);
    }

    /** What to write into a column that holds only what can be read. */
    public static @Nullable String readable(@Nullable String text, int max) {
        return SealedText.is(text) ? null : StoredText.cut(text, max);
    }

    /** What to show of a column, without characters that reorder or hide what is read; null while it is sealed. */
    public static @Nullable String shown(@Nullable String column) {
        return column == null || SealedText.is(column) ? null : ForeignText.visible(column);
    }

    /** What was opened, so that it never looks sealed: a client may send what it likes. */
    static String plain(String opened) {
        return SealedText.is(opened) ? " " + opened : opened;
    }
}
