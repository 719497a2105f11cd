package io.curfew.query.verify;

import io.curfew.events.history.IssuerKeys;
import io.curfew.query.jobs.JobFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The issuer's keys, fetched anew each time: a check must not pass by keys of yesterday. Thread-safe. */
final class IssuerKeySet {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI uri;

    /** Those of a JWK set's address (RFC 7517). */
    IssuerKeySet(String uri) {
        this.uri = URI.create(uri);
    }

    /**
     * Fetches them.
     *
     * @throws JobFailedException when they cannot be had
     */
    IssuerKeys fetch() {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return IssuerKeys.of(keys(JSON.readTree(answer.body())));
            }
        } catch (IOException | JacksonException e) {
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
        throw unavailable();
    }

    private static List<Map<String, String>> keys(JsonNode set) {
        List<Map<String, String>> keys = new ArrayList<>();
        for (JsonNode jwk : set.path("keys")) {
            Map<String, String> key = new HashMap<>();
            jwk.properties().forEach(member -> {
                if (member.getValue().isString()) {
                    key.put(member.getKey(), member.getValue().asString());
                }
            });
            keys.add(key);
        }
        return keys;
    }

    private static JobFailedException unavailable() {
        return new JobFailedException(
                "The issuer's keys cannot be had, and without them nothing is proved; ask again.");
    }
}
