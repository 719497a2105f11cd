package io.curfew.query.export;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The RSA key that security event tokens are signed with, one for all nodes: made once, kept in the database. Thread-safe;
 * throws Spring's {@code DataAccessException}.
 */
final class SigningKey {
    private static final String NAME = "set";
    private static final int BITS = 2048; // RS256 of SSF 1.0: at least

    private final JdbcClient jdbc;
    private volatile @Nullable RSAKey known;

    SigningKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The key with its private part. */
    RSAKey get() {
        RSAKey key = known;
        if (key == null) {
            key = find().orElseGet(this::make);
            known = key;
        }
        return key;
    }

    private RSAKey make() {
        try {
            String jwk = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
            jdbc.sql("insert into query_signing_key (name, jwk, created_at) values (:name, :jwk, current_timestamp)")
                    .param("name", NAME)
                    .param("jwk", jwk)
                    .update();
        } catch (DuplicateKeyException e) {
            // Another node was first, and its key is the one.
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA key can be made here", e);
        }
        return find().orElseThrow();
    }

    private Optional<RSAKey> find() {
        return jdbc.sql("select jwk from query_signing_key where name = :name")
                .param("name", NAME)
                .query(String.class)
                .optional()
                .map(SigningKey::parsed);
    }

    private static RSAKey parsed(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("the key in query_signing_key is no RSA key"); // its text is the secret
        }
    }
}
