package io.curfew.command.web.body;

/** Text from outside that people will be shown, made fit for it. Stateless. */
public final class ReadableText {
    private ReadableText() {}

    /**
     * The text with blanks for control and format characters (C0, C1, marks of text direction) and for what is no character,
     * cut off between two characters.
     *
     * @param longest in UTF-16 code units
     */
    public static String of(String text, int longest) {
        int end = Math.min(text.length(), longest);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder readable = new StringBuilder(end);
        text.substring(0, end)
                .codePoints()
                .map(each -> isInvisible(each) ? ' ' : each)
                .forEach(readable::appendCodePoint);
        return readable.toString();
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
