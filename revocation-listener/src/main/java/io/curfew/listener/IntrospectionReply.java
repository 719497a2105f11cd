package io.curfew.listener;

import org.jspecify.annotations.Nullable;

/**
 * Reads the one member that matters, {@code active}, from an RFC 7662 reply, and checks that the rest is JSON (RFC 8259)
 * so that a cut or garbled answer never counts. Written by hand because the listener brings no JSON library into other
 * people's processes. Not thread-safe; used once.
 */
final class IntrospectionReply {
    private static final int MAX_DEPTH = 32;

    private final String json;
    private int at;
    private @Nullable Boolean active;

    private IntrospectionReply(String json) {
        this.json = json;
    }

    /**
     * What the reply says.
     *
     * @throws IllegalArgumentException when it is no JSON object with exactly one boolean {@code active}
     */
    static boolean active(String json) {
        IntrospectionReply reply = new IntrospectionReply(json);
        reply.space();
        reply.object(0);
        reply.space();
        if (reply.at != json.length() || reply.active == null) {
            throw broken();
        }
        return reply.active;
    }

    private void object(int depth) {
        expect('{');
        if (closes('}')) {
            return;
        }
        do {
            space();
            String name = string();
            space();
            expect(':');
            space();
            if (depth == 0 && name.equals("active")) {
                if (active != null) {
                    throw broken();
                }
                active = bool();
            } else {
                value(depth + 1);
            }
        } while (continues('}'));
    }

    private void array(int depth) {
        expect('[');
        if (closes(']')) {
            return;
        }
        do {
            space();
            value(depth + 1);
        } while (continues(']'));
    }

    private void value(int depth) {
        if (depth > MAX_DEPTH) {
            throw broken();
        }
        switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't', 'f' -> bool();
            case 'n' -> word("null");
            default -> number();
        }
    }

    private boolean bool() {
        boolean yes = peek() == 't';
        word(yes ? "true" : "false");
        return yes;
    }

    /** The text between the quotes; escapes stay as they are, for no name we look for is written with one. */
    private String string() {
        expect('"');
        int from = at;
        while (peek() != '"') {
            if (peek() < ' ') {
                throw broken();
            }
            at += peek() == '\\' ? 2 : 1;
        }
        return json.substring(from, at++);
    }

    private void number() {
        int from = at;
        while (at < json.length() && "+-.eE0123456789".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        if (at == from) {
            throw broken();
        }
        Double.parseDouble(json.substring(from, at));
    }

    private void word(String word) {
        if (!json.startsWith(word, at)) {
            throw broken();
        }
        at += word.length();
    }

    /** Whether an empty object or array ends here. */
    private boolean closes(char end) {
        space();
        if (peek() == end) {
            at++;
            return true;
        }
        return false;
    }

    /** Whether another member follows; if not, the end was read. */
    private boolean continues(char end) {
        space();
        char next = peek();
        at++;
        if (next != ',' && next != end) {
            throw broken();
        }
        return next == ',';
    }

    private void space() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw broken();
        }
        at++;
    }

    private char peek() {
        if (at >= json.length()) {
            throw broken();
        }
        return json.charAt(at);
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException("no introspection reply (RFC 7662 section 2.2)");
    }
}
