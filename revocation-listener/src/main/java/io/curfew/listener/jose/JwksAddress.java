package io.curfew.listener.jose;

import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.JwkSet;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Where an issuer publishes its keys. Fetches with bounds on time and size, follows no redirect. Thread-safe. */
final class JwksAddress {
    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final HttpRequest request;
    private final URI address;
    private final Duration timeout;

    JwksAddress(URI address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
    }

    /** The keys, as soon as they are here; fails with an {@link IOException}, possibly wrapped. Never throws. */
    CompletableFuture<List<PublicJwk<?>>> fetch() {
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            sent = client.sendAsync(request, head -> new BoundedBody(MAX_BYTES));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new IOException("cannot be asked", e));
        }
        // The request's own timeout ends with the headers; this one covers a body that drips, and hangs up on it.
        return sent.thenApply(JwksAddress::keys)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((set, failure) -> {
                    if (failure != null) {
                        sent.cancel(true);
                    }
                });
    }

    @Override
    public String toString() {
        return address.getScheme() + "://" + address.getAuthority() + address.getPath();
    }

    private static List<PublicJwk<?>> keys(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new CompletionException(new IOException("answered " + response.statusCode()));
        }
        JwkSet set;
        try {
            set = Jwks.setParser().build().parse(new String(response.body(), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new CompletionException(new IOException("answered no key set", e));
        }
        List<PublicJwk<?>> keys = new ArrayList<>();
        for (Jwk<?> key : set.getKeys()) {
            // Secrets, private keys and keys for encryption have no business here.
            if (key instanceof PublicJwk<?> published
                    && (published.getPublicKeyUse() == null || "sig".equals(published.getPublicKeyUse()))) {
                keys.add(published);
            }
        }
        if (keys.isEmpty()) {
            throw new CompletionException(new IOException("answered a set without a usable key"));
        }
        return keys;
    }
}
