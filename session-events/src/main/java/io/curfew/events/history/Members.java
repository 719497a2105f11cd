package io.curfew.events.history;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds a member of the outermost JSON object (RFC 8259) in bytes, without reading the rest. One per search. */
final class Members {
    private final byte[] json;
    private int at;

    private Members(byte[] json) {
        this.json = json;
    }

    /**
     * Where a member is.
     *
     * @param from the first byte to leave out so that it is gone, with one comma
     * @param to behind the last of them
     * @param value where its value begins
     * @param end behind its value
     */
    record Member(int from, int to, int value, int end) {

        /** Its value between the quotes, escapes as they are; empty when it is no string. */
        String text(byte[] json) {
            return json[value] != '"' ? "" : new String(json, value + 1, end - value - 2, StandardCharsets.UTF_8);
        }
    }

    /** The first member of this plain name, or null when there is none or the bytes are no object. */
    static @Nullable Member find(byte[] json, String name) {
        try {
            return new Members(json).find(name.getBytes(StandardCharsets.US_ASCII));
        } catch (ArrayIndexOutOfBoundsException e) {
            return null; // it ends in the middle
        }
    }

    private @Nullable Member find(byte[] name) {
        space();
        if (json[at] != '{') {
            return null;
        }
        int comma = -1;
        do {
            at++;
            space();
            int begin = at;
            if (json[at] != '"') {
                return null;
            }
            skipString();
            boolean found = at - begin == name.length + 2 && isAt(begin + 1, name);
            space();
            if (json[at] != ':') {
                return null;
            }
            at++;
            space();
            int value = at;
            skipValue();
            int end = at;
            space();
            if (found) {
                boolean last = json[at] != ',';
                return new Member(comma < 0 ? begin : comma, comma < 0 && !last ? at + 1 : end, value, end);
            }
            comma = at;
        } while (json[at] == ',');
        return null;
    }

    private boolean isAt(int begin, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (json[begin + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private void space() {
        while (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r') {
            at++;
        }
    }

    private void skipString() {
        at++;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipValue() {
        int depth = 0;
        do {
            byte c = json[at];
            if (c == '"') {
                skipString();
                continue;
            }
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            at++;
        } while (depth > 0 || !isEnd(json[at]));
    }

    private static boolean isEnd(byte c) {
        return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
