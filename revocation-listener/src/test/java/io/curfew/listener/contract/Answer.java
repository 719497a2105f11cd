package io.curfew.listener.contract;

import io.curfew.listener.bearer.BearerAnswer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a caller gets: all of it that is promised. */
record Answer(int status, Map<String, List<String>> headers, String body) {
    private static final List<String> PROMISED =
            List.of("WWW-Authenticate", "Retry-After", "Cache-Control", "Content-Type");

    static Answer of(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : PROMISED) {
            List<String> values = response.headers().allValues(name);
            if (!values.isEmpty()) {
                headers.put(name, values);
            }
        }
        return new Answer(response.statusCode(), headers, response.body());
    }

    static Answer of(BearerAnswer promised) {
        Map<String, List<String>> headers = new TreeMap<>();
        promised.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new Answer(promised.status(), headers, new String(promised.body(), StandardCharsets.UTF_8));
    }

    /** What must not be in it: any part of a token. */
    Stream<String> text() {
        return Stream.concat(Stream.of(body), headers.values().stream().flatMap(List::stream));
    }
}
