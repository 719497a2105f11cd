package io.curfew.cli.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A platform that answers what a test tells it to, and remembers what it was asked. Thread-safe. */
public final class StubPlatform implements AutoCloseable {

    /** One call that came in. */
    public record Seen(String method, String target, Map<String, String> headers, String body) {
        /** Method and target. */
        public String call() {
            return method + " " + target;
        }
    }

    /** Writes an answer. */
    public interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, List<Reply>> replies = new HashMap<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    public StubPlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "stub");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers a call, named by method and path, with or without its query; the last answer is given for ever. */
    public StubPlatform on(String call, int status, String body, String... headers) {
        return on(call, exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    public synchronized StubPlatform on(String call, Reply reply) {
        replies.computeIfAbsent(call, key -> new ArrayList<>()).add(reply);
        return this;
    }

    /** A refusal (RFC 9457). */
    public StubPlatform refuses(String call, int status, String code, String detail) {
        return on(call, status, "{\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}".formatted(status, code, detail));
    }

    /** What was asked, in order. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public List<String> calls() {
        return seen().stream().map(Seen::call).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            String target = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(new Seen(exchange.getRequestMethod(), target, headers, body));
            reply(exchange.getRequestMethod() + " " + target).to(exchange);
        }
    }

    private synchronized Reply reply(String call) {
        List<Reply> known = replies.getOrDefault(call, replies.get(call.replaceAll("\\?.*", "")));
        if (known == null) {
            return exchange -> exchange.sendResponseHeaders(404, -1);
        }
        return known.size() > 1 ? known.remove(0) : known.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
