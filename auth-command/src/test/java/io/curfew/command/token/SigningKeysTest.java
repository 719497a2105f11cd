package io.curfew.command.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.command.StartRefusedException;
import io.curfew.command.running.ManualClock;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys survive restarts, are shared by nodes, rotate with overlap and are not kept in plain when a key is given. */
class SigningKeysTest {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER_KEY =
            Base64.getEncoder().encodeToString("another key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII));

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final JdbcClient jdbc = TestKeys.database();

    /** With the algorithm whose keys are made soonest: how long they live does not depend on it. */
    private SigningKeys node(String encryptionKey) {
        return node(encryptionKey, SigningAlgorithm.ES256);
    }

    private SigningKeys node(String encryptionKey, SigningAlgorithm algorithm) {
        return new SigningKeys(
                new KeyStore(jdbc, new SecretBox(encryptionKey)), TestKeys.settings(algorithm), LIFETIME, clock);
    }

    private static List<String> published(SigningKeys keys) {
        return keys.published().stream().map(SigningKey::kid).toList();
    }

    @Test
    void a_restart_and_another_node_use_the_same_key() {
        String kid = node(null).signing().kid();

        assertThat(node(null).signing().kid()).isEqualTo(kid);
    }

    @Test
    void the_next_key_is_published_before_it_signs_and_the_old_one_until_its_tokens_have_expired() {
        SigningKeys keys = node(null);
        String first = keys.signing().kid();

        clock.advance(Duration.ofDays(30).minusHours(1).minusSeconds(1));
        assertThat(published(keys)).containsExactly(first);

        clock.advance(Duration.ofMinutes(1));
        assertThat(published(keys)).hasSize(2).startsWith(first);
        assertThat(keys.signing().kid()).isEqualTo(first);
        String second = published(keys).get(1);

        clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(keys.signing().kid()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.signing().kid()).isEqualTo(second);
        assertThat(published(keys)).containsExactly(first, second);
        assertThat(keys.find(first)).isPresent();

        clock.advance(LIFETIME);
        assertThat(keys.find(first)).as("verifiers have a leeway").isPresent();
        clock.advance(Duration.ofMinutes(6));
        assertThat(published(keys)).containsExactly(second);
        assertThat(keys.find(first)).isEmpty();
    }

    @Test
    void two_nodes_rotate_to_one_key() {
        SigningKeys a = node(null);
        SigningKeys b = node(null);

        clock.advance(Duration.ofDays(30).minusMinutes(30));
        List<String> seenByA = published(a);
        List<String> seenByB = published(b);
        clock.advance(Duration.ofMinutes(61));

        assertThat(seenByA).hasSize(2).isEqualTo(seenByB);
        assertThat(a.signing().kid()).isEqualTo(b.signing().kid()).isEqualTo(seenByA.get(1));
    }

    @Test
    void a_node_finds_a_key_that_another_has_just_made() {
        SigningKeys old = node(null, SigningAlgorithm.RS256);
        clock.advance(Duration.ofSeconds(6));
        SigningKeys changed = node(null, SigningAlgorithm.ES256);
        String next = published(changed).get(1);

        assertThat(old.find(next)).isPresent();
        assertThat(changed.signing().algorithm()).isEqualTo(SigningAlgorithm.RS256);
        clock.advance(Duration.ofHours(1));
        assertThat(changed.signing().algorithm()).isEqualTo(SigningAlgorithm.ES256);
    }

    @Test
    void a_retired_key_signs_no_more_and_is_no_longer_published_on_any_node() {
        SigningKeys a = node(null);
        SigningKeys b = node(null);
        String stolen = a.signing().kid();

        retire(stolen);

        String next = a.signing().kid();
        assertThat(next).isNotEqualTo(stolen);
        assertThat(b.signing().kid())
                .as("at once, without waiting for a reload")
                .isEqualTo(next);
        assertThat(published(a)).containsExactly(next).isEqualTo(published(b));
        assertThat(a.find(stolen)).isEmpty();
        assertThat(node(null).signing().kid()).isEqualTo(next);
    }

    @Test
    void the_announced_key_takes_over_early_from_a_retired_one() {
        SigningKeys keys = node(null);
        clock.advance(Duration.ofDays(30).minusMinutes(30));
        String announced = published(keys).get(1);

        retire(keys.signing().kid());

        assertThat(keys.signing().kid()).isEqualTo(announced);
        assertThat(published(keys)).containsExactly(announced);
    }

    private void retire(String kid) {
        int retired = jdbc.sql("update signing_key set retired_at = 1 where kid = :kid")
                .param("kid", kid)
                .update();
        assertThat(retired).isOne();
    }

    @Test
    void private_keys_are_encrypted_when_a_key_is_given_also_those_from_before() {
        String kid = node(null).signing().kid();
        assertThat(stored()).startsWith("plain:");

        assertThat(node(KEY).signing().kid()).isEqualTo(kid);

        assertThat(stored()).startsWith("gcm:");
        assertThat(node(KEY).signing().kid()).isEqualTo(kid);
        refused(() -> node(OTHER_KEY), "does not open");
        refused(() -> node(null), "are encrypted");
        refused(() -> new SecretBox("c2hvcnQ="), "32 bytes");
    }

    private String stored() {
        return jdbc.sql("select private_key from signing_key")
                .query(String.class)
                .single();
    }

    @Test
    void a_weak_key_in_the_database_is_refused_in_one_sentence() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        Instant now = clock.instant();
        boolean added = new KeyStore(jdbc, new SecretBox(null))
                .add(SigningKey.of(1, SigningAlgorithm.RS256, generator.generateKeyPair(), now, now));

        assertThat(added).isTrue();
        refused(() -> node(null), "shorter than 2048 bits");
    }

    @Test
    void the_name_of_a_key_is_its_thumbprint() {
        SigningKey key = node(null, SigningAlgorithm.RS256).signing();

        assertThat(key.kid()).matches("[A-Za-z0-9_-]{43}").isEqualTo(key.jwk().get("kid"));
        assertThat(key.jwk())
                .containsEntry("kty", "RSA")
                .containsEntry("use", "sig")
                .doesNotContainKeys("d", "p");
    }

    private static void refused(Supplier<?> start, String why) {
        assertThatThrownBy(start::get).isInstanceOf(StartRefusedException.class).hasMessageContaining(why);
    }
}
