package io.curfew.cli.terminal;

import io.curfew.events.text.ForeignText;

/**
 * Text of strangers made harmless for a terminal: what would move the cursor, change colors, set the title, reorder what
 * is read or be invisible is shown as {@code \}{@code u001b} instead. Ordinary letters of all languages pass. Stateless.
 */
public final class Inert {
    private Inert() {}

    /** The text with each dangerous character written out. */
    public static String text(String text) {
        return text.codePoints().allMatch(ForeignText::isVisible) ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            if (ForeignText.isVisible(codePoint)) {
                safe.appendCodePoint(codePoint);
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    safe.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return safe.toString();
    }
}
