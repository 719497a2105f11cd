package io.curfew.listener.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls a service on a port of this machine. */
final class HttpCaller {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpCaller() {}

    static Answer call(int port, String path, Sent sent) throws IOException, InterruptedException {
        String query = sent.query() == null ? "" : "?" + sent.query();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + query));
        sent.authorization().forEach(value -> request.header("Authorization", value));
        return Answer.of(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
}
