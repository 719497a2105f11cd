package io.curfew.command.web.credentials;

import io.curfew.events.text.ForeignText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that a client sent in a header, made fit to be stored and shown. Stateless. */
final class HeaderText {
    private HeaderText() {}

    /**
     * The text that was meant, {@linkplain ForeignText#visible visible}: servlet containers read headers as ISO 8859-1, but
     * clients send UTF-8. The end is cut off between two characters.
     *
     * @param longest in UTF-16 code units
     */
    static String readable(String header, int longest) {
        String text = decoded(header);
        int end = Math.min(text.length(), longest);
        boolean cutsCharacter = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return ForeignText.visible(text.substring(0, cutsCharacter ? end - 1 : end));
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
}
