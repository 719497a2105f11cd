package io.curfew.events.notice;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one flat JSON object of strings and integers (RFC 8259, a subset): no nesting, no fractions, no repeated names.
 * Written here because the listener brings no JSON library and must refuse what lenient ones accept. Not thread-safe.
 */
final class FlatJsonReader {
    private final String text;
    private int at;

    private FlatJsonReader(String text) {
        this.text = text;
    }

    /** The fields by name, each a {@link String} or a {@link Long}. */
    static Map<String, Object> read(byte[] utf8) throws NoticeFormatException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NoticeFormatException("ill-formed UTF-8");
        }
        return new FlatJsonReader(text).object();
    }

    private Map<String, Object> object() throws NoticeFormatException {
        Map<String, Object> fields = new LinkedHashMap<>();
        skipSpace();
        expect('{');
        skipSpace();
        if (peek() == '}') {
            at++;
        } else {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                expect(':');
                skipSpace();
                if (fields.put(name, peek() == '"' ? string() : integer()) != null) {
                    throw bad("a repeated name");
                }
                skipSpace();
            } while (comma());
            expect('}');
        }
        skipSpace();
        if (at != text.length()) {
            throw bad("something behind the object");
        }
        return fields;
    }

    private boolean comma() {
        if (peek() == ',') {
            at++;
            return true;
        }
        return false;
    }

    private String string() throws NoticeFormatException {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            } else if (c < 0x20) {
                throw bad("a control character");
            } else if (c == '\\') {
                out.append(escape());
            } else {
                out.append(c);
            }
        }
    }

    private char escape() throws NoticeFormatException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw bad("an unknown escape");
        };
    }

    private char hex() throws NoticeFormatException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw bad("a bad unicode escape");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private Long integer() throws NoticeFormatException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        int length = at - digits;
        if (length == 0 || length > 18 || (length > 1 && text.charAt(digits) == '0')) {
            throw bad("neither a string nor an integer");
        }
        return Long.valueOf(text.substring(start, at));
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    private void expect(char wanted) throws NoticeFormatException {
        if (next() != wanted) {
            at--;
            throw bad("no '" + wanted + "'");
        }
    }

    /** The next character, or NUL at the end: NUL itself is allowed nowhere in JSON. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() throws NoticeFormatException {
        if (at >= text.length()) {
            throw bad("an early end");
        }
        return text.charAt(at++);
    }

    private NoticeFormatException bad(String what) {
        return new NoticeFormatException(what + " at character " + at);
    }
}
