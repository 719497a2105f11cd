package io.curfew.listener;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an introspection endpoint over HTTP (RFC 7662), as a client with a secret (RFC 6749 section 2.3.1, Basic). One
 * deadline covers connecting, sending and the whole reply. Redirects are not followed: a token goes to the configured
 * address and nowhere else. Thread-safe.
 */
public final class HttpIntrospector implements Introspector {
    /** How long a question may take. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

    private static final int MAX_REPLY = 64 * 1024;

    private final URI endpoint;
    private final String authorization;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * An introspector.
     *
     * @throws IllegalArgumentException when the address is not absolute http or https, or the timeout is not positive
     */
    public HttpIntrospector(URI endpoint, String clientId, String clientSecret, Duration timeout) {
        boolean web = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
        if (!web || endpoint.getHost() == null) {
            throw new IllegalArgumentException("the introspection endpoint must be an http(s) address");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the introspection timeout must be more than nothing, was " + timeout);
        }
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((form(clientId) + ":" + form(clientSecret)).getBytes(StandardCharsets.UTF_8));
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public boolean active(String token) throws UnavailableException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + form(token) + "&token_type_hint=access_token"))
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(
                request,
                head -> HttpResponse.BodySubscribers.mapping(
                        HttpResponse.BodySubscribers.ofInputStream(), HttpIntrospector::bounded));
        try {
            return reply(asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            // Its message may hold the address but never the request's body.
            throw new UnavailableException("asking the issuer failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new UnavailableException("the issuer did not answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while asking the issuer", e);
        } finally {
            asked.cancel(true);
        }
    }

    private static boolean reply(HttpResponse<byte[]> response) throws UnavailableException {
        if (response.statusCode() != 200) {
            throw new UnavailableException("the issuer answered " + response.statusCode());
        }
        try {
            return IntrospectionReply.active(new String(response.body(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new UnavailableException("the issuer's answer is no introspection reply", e);
        }
    }

    private static byte[] bounded(InputStream body) {
        try (body) {
            byte[] read = body.readNBytes(MAX_REPLY + 1);
            return read.length > MAX_REPLY ? new byte[0] : read;
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
