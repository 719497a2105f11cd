package io.curfew.command.web.credentials;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that a client sent in a header, made fit to be stored and shown. Stateless. */
final class HeaderText {
    private HeaderText() {}

    /**
     * The text that was meant: servlet containers read headers as ISO 8859-1, but clients send UTF-8. Control and format
     * characters (C0, C1, marks of text direction) become blanks, and the end is cut off between two characters.
     *
     * @param longest in UTF-16 code units
     */
    static String readable(String header, int longest) {
        String text = decoded(header);
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

    private static String decoded(String header) {
        byte[] sent = header.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(sent))
                    .toString();
        } catch (CharacterCodingException e) {
            return header; // really ISO 8859-1
        }
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
