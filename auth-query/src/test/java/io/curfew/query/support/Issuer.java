package io.curfew.query.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.curfew.events.history.HistoryRoot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An issuer for tests: a key of its own, its JWKS on loopback, and access tokens as auth-command makes them. */
public final class Issuer {
    public static final String NAME = "https://issuer.test";

    /** What ids of users begin with whose accesses to histories cannot be recorded. */
    public static final String UNRECORDED = "unrecorded-";

    private final List<String> accesses = new CopyOnWriteArrayList<>();
    private final RSAKey key;
    private final HttpServer server;

    public Issuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test-key").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        byte[] jwks = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks.json", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
        });
        server.createContext("/auth/history-accesses", exchange -> {
            String token =
                    exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String reader = reader(token);
            boolean refused = reader.startsWith(UNRECORDED);
            if (!refused) {
                accesses.add(reader + " " + body);
            }
            exchange.sendResponseHeaders(refused ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    private static String reader(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The accesses to histories that were recorded for a reader, as they were told. */
    public List<String> accesses(String reader) {
        return accesses.stream()
                .filter(told -> told.startsWith(reader + " "))
                .map(told -> told.substring(reader.length() + 1))
                .toList();
    }

    /** Where auth-command would be. */
    public String commandUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String jwksUri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    public String token(String user, String session, String scope) {
        return token(user, session, scope, "curfew", Instant.now().plusSeconds(900));
    }

    public String token(String user, String session, String scope, String audience, Instant expires) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(NAME)
                .subject(user)
                .audience(audience)
                .claim("client_id", "web")
                .issueTime(Date.from(expires.minusSeconds(900)))
                .expirationTime(Date.from(expires))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", session)
                .claim("scope", scope)
                .claim("auth_time", expires.minusSeconds(900).getEpochSecond())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** A root of the history, signed as auth-command does. */
    public String sign(HistoryRoot root) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder().issuer(root.issuer()).issueTime(Date.from(root.issuedAt()));
        root.claims().forEach(claims::claim);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(HistoryRoot.TYPE))
                .build();
        SignedJWT signed = new SignedJWT(header, claims.build());
        try {
            signed.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return signed.serialize();
    }
}
