package io.curfew.cli.terminal;

/**
 * Text of strangers made harmless for a terminal: what would move the cursor, change colors, set the title, reorder what
 * is read or be invisible is shown as {@code \}{@code u001b} instead. Ordinary letters of all languages pass. Stateless.
 */
public final class Inert {
    private Inert() {}

    /** The text with each dangerous character written out. */
    public static String text(String text) {
        return text.codePoints().allMatch(Inert::harmless) ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            if (harmless(codePoint)) {
                safe.appendCodePoint(codePoint);
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    safe.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return safe.toString();
    }

    /**
     * Whether a character only shows itself. Not harmless: control characters (C0 with ESC and line ends, DEL, C1), format
     * characters (bidirectional overrides and isolates, zero-width ones, tags), line and paragraph separators, lone
     * surrogates, what means something else on each machine or nothing yet.
     */
    private static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
