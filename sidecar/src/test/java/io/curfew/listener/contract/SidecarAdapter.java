package io.curfew.listener.contract;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.sidecar.RunningSidecar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A proxy that passes on what the sidecar answers, as Traefik and Caddy do. */
final class SidecarAdapter implements Adapter {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningSidecar sidecar;

    SidecarAdapter(String jwksUri, InMemoryNoticeFeed feed) throws Exception {
        sidecar = RunningSidecar.start(TokenForge.ISSUER, jwksUri, feed, Map.of());
    }

    @Override
    public Answer send(String path, Sent sent) throws Exception {
        String check = path.startsWith("/admin/") ? "/check?scope=admin" : "/check";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sidecar.port() + check));
        sent.authorization().forEach(value -> request.header("Authorization", value));
        request.header("X-Forwarded-Uri", sent.query() == null ? path : path + "?" + sent.query());
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200
                ? new Answer(
                        200,
                        Map.of(),
                        "hello "
                                + response.headers()
                                        .firstValue("X-Curfew-Subject")
                                        .orElseThrow())
                : Answer.of(response);
    }

    @Override
    public void close() {
        sidecar.close();
    }
}
