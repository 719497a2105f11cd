package io.curfew.e2e.bench;

import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Signs tokens as auth-command does, and serves the keys, an introspection that finds every token active, and
 * takes down accesses to histories. */
final class TokenIssuer implements AutoCloseable {
    static final String NAME = "https://id.example.org";
    static final String AUDIENCE = "curfew";
    private static final String RSA_KEY = "rsa-1";

    private final KeyPair rsa = Jwts.SIG.RS256.keyPair().build();
    private final KeyPair ec = Jwts.SIG.ES256.keyPair().build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    TokenIssuer() {
        // Else every answer waits 40 ms for an acknowledgement, and the peer is judged by its server's sockets.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        String key = Jwks.UNSAFE_JSON(
                Jwks.builder().key((RSAPublicKey) rsa.getPublic()).id(RSA_KEY).build());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer("/jwks.json", "{\"keys\":[" + key + "]}");
        answer("/introspect", "{\"active\":true}");
        server.createContext("/auth/history-accesses", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    KeyPair rsa() {
        return rsa;
    }

    KeyPair ec() {
        return ec;
    }

    String jwks() {
        return address("/jwks.json");
    }

    /** Where auth-command would be, as far as exports ask it. */
    String commandUrl() {
        return address("");
    }

    URI introspection() {
        return URI.create(address("/introspect"));
    }

    String rs256() {
        return token("at+jwt", rsa.getPrivate());
    }

    /** Somebody's who may read the history. */
    String auditor() {
        return token("at+jwt", rsa.getPrivate(), "user auditor");
    }

    /** Of the type that Spring Boot takes without being told otherwise. */
    String plainRs256() {
        return token("JWT", rsa.getPrivate());
    }

    String es256() {
        return token("at+jwt", ec.getPrivate());
    }

    private static String token(String type, PrivateKey key) {
        return token(type, key, "user");
    }

    private static String token(String type, PrivateKey key, String scope) {
        Instant now = Instant.now();
        return Jwts.builder()
                .header()
                .type(type)
                .keyId(RSA_KEY)
                .and()
                .issuer(NAME)
                .subject(UUID.randomUUID().toString())
                .audience()
                .add(AUDIENCE)
                .and()
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plusSeconds(3600)))
                .id(UUID.randomUUID().toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("client_id", "web")
                .claim("scope", scope)
                .signWith(key)
                .compact();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
