package io.curfew.command.outbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** Record headers as text, one {@code name: value} a line, for the outbox's column. Stateless. */
final class HeaderText {

    private HeaderText() {}

    static String write(Map<String, String> headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach((name, value) -> {
            if (value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a header has one line: " + name);
            }
            text.append(name).append(": ").append(value).append('\n');
        });
        return text.toString();
    }

    static Map<String, String> read(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            headers.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return headers;
    }
}
