package io.curfew.command.token;

import io.curfew.command.StartRefusedException;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys in the database, shared by all nodes. Thread-safe; throws Spring's {@code DataAccessException}. */
final class KeyStore {
    private final JdbcClient jdbc;
    private final SecretBox box;

    KeyStore(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /** All keys from this generation on, oldest first. */
    List<SigningKey> keys(int fromGeneration) {
        return jdbc.sql("select generation, kid, algorithm, public_key, private_key, created_at, signs_from,"
                        + " retired_at from signing_key where generation >= :from order by generation")
                .param("from", fromGeneration)
                .query((row, n) -> key(row))
                .list();
    }

    /** Whether a key of one of these names was retired. */
    boolean isAnyRetired(List<String> kids) {
        return !jdbc.sql("select kid from signing_key where kid in (:kids) and retired_at is not null")
                .param("kids", kids)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Adds the next key; false when another node has added one of the same generation. */
    boolean add(SigningKey key) {
        try {
            jdbc.sql("insert into signing_key"
                            + " (generation, kid, algorithm, public_key, private_key, created_at, signs_from)"
                            + " values (:generation, :kid, :algorithm, :public, :private, :created, :from)")
                    .param("generation", key.generation())
                    .param("kid", key.kid())
                    .param("algorithm", key.algorithm().name())
                    .param(
                            "public",
                            Base64.getEncoder().encodeToString(key.publicKey().getEncoded()))
                    .param("private", box.seal(key.kid(), key.privateKey().getEncoded()))
                    .param("created", key.createdAt().toEpochMilli())
                    .param("from", key.signsFrom().toEpochMilli())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** The secret of this name; the first node to ask makes it. */
    byte[] secret(String name, Supplier<byte[]> make) {
        Optional<byte[]> existing = readSecret(name);
        if (existing.isPresent()) {
            return existing.get();
        }
        try {
            jdbc.sql("insert into server_secret (name, content) values (:name, :value)")
                    .param("name", name)
                    .param("value", box.seal(name, make.get()))
                    .update();
        } catch (DuplicateKeyException e) {
            // another node was faster; its secret counts
        }
        return readSecret(name).orElseThrow();
    }

    private Optional<byte[]> readSecret(String name) {
        Optional<String> stored = jdbc.sql("select content from server_secret where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
        stored.filter(box::shouldReseal)
                .ifPresent(value -> jdbc.sql("update server_secret set content = :value where name = :name")
                        .param("value", box.seal(name, box.open(name, value)))
                        .param("name", name)
                        .update());
        return stored.map(value -> box.open(name, value));
    }

    private SigningKey key(ResultSet row) throws SQLException {
        String kid = row.getString("kid");
        SigningAlgorithm algorithm = SigningAlgorithm.valueOf(row.getString("algorithm"));
        String sealed = row.getString("private_key");
        byte[] privateKey = box.open(kid, sealed);
        try {
            SigningKey key = new SigningKey(
                    row.getInt("generation"),
                    kid,
                    algorithm,
                    algorithm.publicKey(Base64.getDecoder().decode(row.getString("public_key"))),
                    algorithm.privateKey(privateKey),
                    Instant.ofEpochMilli(row.getLong("created_at")),
                    Instant.ofEpochMilli(row.getLong("signs_from")),
                    row.getObject("retired_at") != null);
            if (SigningAlgorithm.isWeak(key.publicKey())) {
                throw new StartRefusedException(
                        "The signing key " + kid + " in the database is shorter than " + SigningAlgorithm.LEAST_RSA_BITS
                                + " bits.",
                        "Delete its row from table signing_key; tokens signed with it will no longer be accepted.");
            }
            reseal(kid, sealed, privateKey);
            return key;
        } catch (GeneralSecurityException e) {
            throw new StartRefusedException(
                    "The signing key " + kid + " in the database is not a " + algorithm + " key.",
                    "Restore table signing_key from a backup, or delete the row.");
        }
    }

    private void reseal(String kid, String sealed, byte[] privateKey) {
        if (box.shouldReseal(sealed)) {
            jdbc.sql("update signing_key set private_key = :value where kid = :kid")
                    .param("value", box.seal(kid, privateKey))
                    .param("kid", kid)
                    .update();
        }
    }
}
