package io.curfew.listener.jose;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Date;

/** One key of an issuer, and the good tokens it signs. */
record Issuer(String kid, SignatureAlgorithm algorithm, KeyPair keys) {
    static final String NAME = "https://issuer.test";

    static Issuer with(String kid, SignatureAlgorithm algorithm) {
        return new Issuer(kid, algorithm, algorithm.keyPair().build());
    }

    PublicJwk<?> published() {
        return (PublicJwk<?>) Jwks.builder().key(keys.getPublic()).id(kid).build();
    }

    String token(Instant now) {
        PrivateKey key = keys.getPrivate();
        return Jwts.builder()
                .header()
                .keyId(kid)
                .type("at+jwt")
                .and()
                .issuer(NAME)
                .subject("user-1")
                .audience()
                .add("curfew")
                .and()
                .claim("sid", "sid-1")
                .id("jti-1")
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plusSeconds(900)))
                .signWith(key, algorithm)
                .compact();
    }
}
