package io.curfew.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One column of a list. Immutable.
 *
 * @param name what it is called, in snake case as in JSON
 * @param value its text in a row; null for nothing there
 */
public record Column(String name, Function<JsonNode, @Nullable String> value) {

    /** A field of the row by its own name. */
    public static Column of(String name) {
        return at(name, "/" + name);
    }

    /** Fields of the row by their own names. */
    public static List<Column> named(String... names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(of(name));
        }
        return columns;
    }

    /** What lies deeper in the row (RFC 6901). */
    public static Column at(String name, String pointer) {
        JsonPointer compiled = JsonPointer.compile(pointer);
        return new Column(name, row -> text(row.at(compiled)));
    }

    /** The text of a value; null for nothing there. */
    public static @Nullable String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(String.valueOf(text(part))));
            return String.join(" ", parts);
        }
        return value.isObject() ? value.toString() : value.asString();
    }
}
