package io.curfew.example.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.jose.JwksTokenVerifier;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller of the plain service sees. */
class ServletServiceIT {
    private static final String ISSUER = "https://issuer.test";
    private static final KeyPair KEYS = Jwts.SIG.RS256.keyPair().build();

    private final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
    private HttpServer issuer;
    private ServletService service;

    @BeforeEach
    void start() throws Exception {
        PublicJwk<?> key = (PublicJwk<?>)
                Jwks.builder().key(KEYS.getPublic()).id("test-key").build();
        byte[] jwks = ("{\"keys\":[" + Jwks.json(key) + "]}").getBytes(StandardCharsets.UTF_8);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks.json", exchange -> {
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
        });
        issuer.start();
        URI address = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks.json");
        service = new ServletService(
                0,
                RevocationListener.builder().feed(feed).build(),
                JwksTokenVerifier.builder(address)
                        .issuer(ISSUER)
                        .audience("curfew")
                        .build());
    }

    @AfterEach
    void stop() {
        service.close();
        issuer.stop(0);
    }

    @Test
    void a_good_token_is_greeted_until_its_session_is_revoked() throws Exception {
        String token = token("sid-1");
        assertThat(get(token).body()).isEqualTo("hello user-1");

        feed.revoke("sid-1");

        assertThat(get(token).statusCode()).isEqualTo(401);
        assertThat(get(token).body()).contains("\"code\":\"session_revoked\"");
        assertThat(get(token("sid-2")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_stale_node_says_503_and_not_401() throws Exception {
        feed.goStale();

        assertThat(get(token("sid-1")).statusCode()).isEqualTo(503);
    }

    @Test
    void no_token_is_401() throws Exception {
        assertThat(get(null).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> get(String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/hello"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token(String sid) {
        Instant now = Instant.now();
        return Jwts.builder()
                .header()
                .keyId("test-key")
                .type("at+jwt")
                .and()
                .issuer(ISSUER)
                .subject("user-1")
                .audience()
                .add("curfew")
                .and()
                .claim("sid", sid)
                .id("jti-" + sid)
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plusSeconds(900)))
                .signWith(KEYS.getPrivate())
                .compact();
    }
}
