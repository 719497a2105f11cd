package io.curfew.events.notice;

import java.nio.charset.StandardCharsets;

/** Writes one flat JSON object, field by field. Not thread-safe; one per object. */
public final class FlatJsonWriter {
    private final StringBuilder out = new StringBuilder("{");

    /** Adds a string. */
    public FlatJsonWriter string(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    /** Adds an integer. */
    public FlatJsonWriter number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    /** The object in UTF-8. */
    public byte[] toBytes() {
        return (out + "}").getBytes(StandardCharsets.UTF_8);
    }

    private void name(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        quote(name);
        out.append(':');
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
