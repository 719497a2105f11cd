package io.curfew.sidecar.http;

import io.curfew.listener.bearer.BearerAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Complete answers, in the forms used here. Nothing in them comes from a request. Stateless. */
final class Replies {
    private Replies() {}

    static void send(Response response, Callback callback, int status, Map<String, String> headers, byte[] body) {
        response.setStatus(status);
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put("Content-Length", body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    static void refusal(Response response, Callback callback, BearerAnswer answer) {
        send(response, callback, answer.status(), answer.headers(), answer.body());
    }

    static void json(Response response, Callback callback, int status, String body) {
        send(
                response,
                callback,
                status,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** A problem that is not about a token (RFC 9457); the texts are constants without quotes. */
    static void problem(Response response, Callback callback, Problem problem) {
        String body =
                "{\"type\":\"https://curfew.dev/problems/" + problem.code().replace('_', '-') + "\",\"title\":\""
                        + problem.title() + "\",\"status\":" + problem.status() + ",\"detail\":\"" + problem.detail()
                        + "\",\"code\":\"" + problem.code() + "\"}";
        if (problem.status() == 503) {
            response.getHeaders().put("Retry-After", "1");
        }
        send(
                response,
                callback,
                problem.status(),
                Map.of("Content-Type", BearerAnswer.CONTENT_TYPE, "Cache-Control", "no-store"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
