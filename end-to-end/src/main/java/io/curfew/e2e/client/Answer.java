package io.curfew.e2e.client;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP answer. Immutable. */
public record Answer(HttpResponse<String> response) {
    private static final JsonMapper JSON = new JsonMapper();

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    /** The body as JSON; missing node for an empty one. */
    public JsonNode json() {
        return JSON.readTree(body());
    }

    /** A header's value, empty when absent. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public List<String> cookies() {
        return response.headers().allValues("Set-Cookie");
    }

    /** The user's position after a command (header {@code Curfew-Position}). */
    public String position() {
        return header("Curfew-Position");
    }

    @Override
    public String toString() {
        return status() + " " + response.request().method() + " " + response.uri() + " " + body();
    }
}
