package io.curfew.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One call of the platform, before it is made. Not thread-safe. */
public final class Call {
    private final String method;
    private final String path;
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable JsonNode body;
    private boolean anonymous;

    private Call(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /** Reads. */
    public static Call get(String path) {
        return new Call("GET", path);
    }

    /** Does. */
    public static Call post(String path) {
        return new Call("POST", path);
    }

    /** Ends. */
    public static Call delete(String path) {
        return new Call("DELETE", path);
    }

    /** An id as one segment of a path: whatever is in it, it leads nowhere else. */
    public static String segment(String id) {
        // Servers take dots for directions even when they are encoded.
        return id.equals(".") || id.equals("..") ? "%20" : encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A parameter, unless it is null. */
    public Call with(String name, @Nullable Object value) {
        if (value != null) {
            query.add(encoded(name) + "=" + encoded(value.toString()));
        }
        return this;
    }

    /** A parameter for each value. */
    public Call withEach(String name, List<String> values) {
        values.forEach(value -> with(name, value));
        return this;
    }

    public Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Call body(JsonNode json) {
        this.body = json;
        return this;
    }

    /** Without the access token: for what needs none. */
    public Call anonymous() {
        anonymous = true;
        return this;
    }

    String method() {
        return method;
    }

    String target() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    JsonNode json() {
        return body;
    }

    boolean isAnonymous() {
        return anonymous;
    }
}
