package io.curfew.listener.contract;

import com.sun.net.httpserver.HttpServer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer for tests: one RSA key, its JWKS on loopback, and tokens good and bad, written by hand to the last byte. */
final class TokenForge implements AutoCloseable {
    static final String ISSUER = "https://issuer.test";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    TokenForge() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks.json", exchange -> {
            asked.incrementAndGet();
            byte[] body = jwks().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** How often its keys were fetched. */
    int asked() {
        return asked.get();
    }

    String jwksUri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    /** Header and claims of a good token, to be spoilt. */
    static final class Draft {
        final Map<String, Object> header = new LinkedHashMap<>();
        final Map<String, Object> claims = new LinkedHashMap<>();

        Draft() {
            long now = Instant.now().getEpochSecond();
            header.put("alg", "RS256");
            header.put("kid", "test-key");
            header.put("typ", "at+jwt");
            claims.put("iss", ISSUER);
            claims.put("sub", "1f0c6a52-0000-4000-8000-000000000001");
            claims.put("aud", "curfew");
            claims.put("client_id", "web");
            claims.put("iat", now);
            claims.put("exp", now + 900);
            claims.put("jti", UUID.randomUUID().toString());
            claims.put("sid", UUID.randomUUID().toString());
            claims.put("scope", "user");
        }

        Draft header(String name, Object value) {
            header.put(name, value);
            return this;
        }

        Draft claim(String name, Object value) {
            claims.put(name, value);
            return this;
        }

        Draft without(String name) {
            claims.remove(name);
            return this;
        }

        String sid() {
            return (String) claims.get("sid");
        }
    }

    String sign(Draft draft) {
        return signRaw(json(draft.header), json(draft.claims));
    }

    String signRaw(String header, String claims) {
        try {
            String input = encode(header) + "." + encode(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The old trick: the public key, which everybody has, used as an HMAC secret. */
    String signWithPublicKeyAsSecret(Draft draft) throws GeneralSecurityException {
        draft.header("alg", "HS256");
        String input = encode(json(draft.header)) + "." + encode(json(draft.claims));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
        return input + "." + BASE64.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    static String unsigned(Draft draft) {
        draft.header("alg", "none");
        return encode(json(draft.header)) + "." + encode(json(draft.claims)) + ".";
    }

    static String json(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":"
                        + (field.getValue() instanceof String text ? "\"" + text + "\"" : field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"test-key\",\"n\":\""
                + number(key.getModulus()) + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}]}";
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
