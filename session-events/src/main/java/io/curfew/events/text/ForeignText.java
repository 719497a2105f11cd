package io.curfew.events.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Makes text that a client chose safe to show: in a page or a list, and in a spreadsheet. Stateless. */
public final class ForeignText {
    private static final String FORMULA_STARTS = "=+-@";
    private static final String CELL_STARTS = "\t\r\n";
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

    private ForeignText() {}

    /**
     * Whether a character only shows itself. Not visible: control characters (C0 with ESC and line ends, DEL, C1), format
     * characters (bidirectional overrides and isolates, zero-width ones, tags), line and paragraph separators, lone
     * surrogates, and characters for private use or without a meaning yet.
     */
    public static boolean isVisible(int codePoint) {
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

    /** The text with a blank in place of each character that is not visible. */
    public static String visible(String text) {
        if (text.codePoints().allMatch(ForeignText::isVisible)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().map(each -> isVisible(each) ? each : ' ').forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /**
     * The text as a cell of a spreadsheet, with an apostrophe before what a spreadsheet may take for a formula (CSV
     * injection, as OWASP describes it): text that begins with a tab or a line end, or whose first character after blanks and
     * invisible characters is {@code = + - @} or a full-width, small, raised or lowered form of one. Numbers stay numbers.
     */
    public static String cell(String text) {
        return isFormula(text) && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    private static boolean isFormula(String text) {
        int first = text.codePoints().filter(each -> !isBlank(each)).findFirst().orElse(' ');
        String plain = first < 0x80
                ? Character.toString(first)
                : Normalizer.normalize(Character.toString(first), Normalizer.Form.NFKC);
        return FORMULA_STARTS.contains(plain) || (!text.isEmpty() && CELL_STARTS.indexOf(text.charAt(0)) >= 0);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || !isVisible(codePoint);
    }
}
