package io.curfew.cli.terminal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON, read and written so that a terminal is not moved by it. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads a document.
     *
     * @throws JacksonException when it is none
     */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** On one line. */
    public static String line(JsonNode value) {
        return inert(MAPPER.writeValueAsString(value));
    }

    /** On several lines, indented. */
    public static String pretty(JsonNode value) {
        return inert(PRETTY.writeValueAsString(value).replace("\r\n", "\n"));
    }

    /** Dangerous characters beyond ASCII stand only inside strings of JSON, where the same escape means the same. */
    private static String inert(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.lines().forEach(line -> safe.append(safe.isEmpty() ? "" : "\n").append(Inert.text(line)));
        return safe.toString();
    }
}
