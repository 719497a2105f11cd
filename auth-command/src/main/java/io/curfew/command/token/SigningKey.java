package io.curfew.command.token;

import io.jsonwebtoken.security.Jwks;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A key pair that signs access tokens from some instant on. Immutable and thread-safe; prints without the key.
 *
 * @param generation counts the keys of this installation
 * @param kid its RFC 7638 thumbprint, so that the name says which key it is
 * @param signsFrom before, it is only published
 * @param retired whether it was revoked: it neither signs nor is published, and nothing it signed is good
 */
record SigningKey(
        int generation,
        String kid,
        SigningAlgorithm algorithm,
        PublicKey publicKey,
        PrivateKey privateKey,
        Instant createdAt,
        Instant signsFrom,
        boolean retired) {

    static SigningKey of(
            int generation, SigningAlgorithm algorithm, KeyPair pair, Instant createdAt, Instant signsFrom) {
        String kid = Jwks.builder().key(pair.getPublic()).build().thumbprint().toString();
        return new SigningKey(
                generation, kid, algorithm, pair.getPublic(), pair.getPrivate(), createdAt, signsFrom, false);
    }

    /** The public half as a JSON Web Key (RFC 7517). */
    Map<String, String> jwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        Jwks.builder().key(publicKey).build().forEach((name, value) -> jwk.put(name, Objects.toString(value)));
        jwk.put("use", "sig");
        jwk.put("alg", algorithm.joseName());
        jwk.put("kid", kid);
        return jwk;
    }

    @Override
    public String toString() {
        return "SigningKey[" + generation + ", " + kid + ", " + algorithm + ", signsFrom=" + signsFrom
                + (retired ? ", retired]" : "]");
    }
}
