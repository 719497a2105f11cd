package io.curfew.cli.http;

import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the platform answered to a call that went well.
 *
 * @param body an empty object when there was none
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }
}
