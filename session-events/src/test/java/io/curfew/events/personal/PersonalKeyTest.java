package io.curfew.events.personal;

import static io.curfew.events.personal.PersonalField.IP_ADDRESS;
import static io.curfew.events.personal.PersonalField.USER_AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalKeyTest {
    private static final byte[] SECRET = new byte[32];
    /** Computed by other means: HMAC-SHA-256 and AES-256-GCM of Python's hmac and cryptography. */
    private static final String KNOWN = "sealed:1:CSgN8UAlwyP9cEpxlJHdus06_7zbdm799ngQfbj61W3p0hnSMQ";

    private final PersonalKey key = PersonalKey.of(SECRET);
    private final PersonalKey other = PersonalKey.random(new SecureRandom());

    @Test
    void the_answer_is_the_known_one_for_ever() {
        assertThat(key.seal("user-1", "sid-1", IP_ADDRESS, "192.0.2.1")).isEqualTo(KNOWN);
        assertThat(key.open("user-1", "sid-1", IP_ADDRESS, KNOWN)).contains("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2001:db8::1", "<b>Agent</b>", "sealed:1:AAAA", "Zoë's 📱", "\u0000"})
    void what_was_sealed_is_opened_again_and_cannot_be_seen(String text) {
        String sealed = key.seal("u", "s", USER_AGENT, text);

        assertThat(sealed).matches("sealed:1:[A-Za-z0-9_-]+");
        assertThat(key.open("u", "s", USER_AGENT, sealed)).contains(text);
    }

    @Test
    void nothing_opens_elsewhere() {
        String sealed = key.seal("u", "s", IP_ADDRESS, "192.0.2.1");

        assertThat(other.open("u", "s", IP_ADDRESS, sealed)).isEmpty();
        assertThat(key.open("v", "s", IP_ADDRESS, sealed)).isEmpty();
        assertThat(key.open("u", "t", IP_ADDRESS, sealed)).isEmpty();
        assertThat(key.open("us", "", IP_ADDRESS, sealed)).isEmpty();
        assertThat(key.open("u", "s", USER_AGENT, sealed)).isEmpty();
    }

    @Test
    void one_changed_bit_anywhere_is_noticed() {
        String prefix = "sealed:1:";
        byte[] bytes = Base64.getUrlDecoder()
                .decode(key.seal("u", "s", IP_ADDRESS, "192.0.2.1").substring(prefix.length()));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String text = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(key.open("u", "s", IP_ADDRESS, text)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.0.2.1", "sealed:", "sealed:1:", "sealed:1:AAAA", "sealed:1:!", "sealed:2:AAAA"})
    void what_was_never_sealed_is_not_opened(String text) {
        assertThat(key.open("u", "s", IP_ADDRESS, text)).isEmpty();
    }

    @Test
    void the_same_in_the_same_place_is_the_same_and_everything_else_has_another_nonce() {
        Map<String, String> byNonce = new HashMap<>();
        for (String user : List.of("u", "us")) {
            for (String session : List.of("s", "")) {
                for (PersonalField field : PersonalField.values()) {
                    for (String text : List.of("", "a", "b")) {
                        String sealed = key.seal(user, session, field, text);
                        assertThat(key.seal(user, session, field, text)).isEqualTo(sealed);
                        assertThat(byNonce.put(sealed.substring(9, 9 + 16), sealed))
                                .isNull();
                    }
                }
            }
        }
    }

    @Test
    void it_is_wrapped_for_its_user_only() {
        String kek = Base64.getEncoder().encodeToString(new byte[32]);
        KeyWrap wrap = new KeyWrap(kek);
        String wrapped = wrap.wrap("u", key);

        assertThat(wrapped).startsWith("gcm:").isNotEqualTo(wrap.wrap("u", key));
        assertThat(wrap.unwrap("u", wrapped).secret()).isEqualTo(SECRET);
        assertThatThrownBy(() -> wrap.unwrap("v", wrapped)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyWrap(null).unwrap("u", wrapped)).hasMessageContaining("no key-encryption key");
        String later = new KeyWrap(null).wrap("u", key);
        assertThat(wrap.unwrap("u", later).secret()).isEqualTo(SECRET);
        for (String bad : List.of("", "gcm:", "gcm:AAAA", "plain:AAAA", "plain:!", "x")) {
            assertThatThrownBy(() -> wrap.unwrap("u", bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new KeyWrap("c2hvcnQ=")).isInstanceOf(IllegalArgumentException.class);
        assertThat(key.toString()).doesNotContain("AAAA");
    }

    @Test
    void a_topic_that_keeps_destroyed_keys_is_refused() {
        assertThat(PersonalKeysTopic.violations(1, PersonalKeysTopic.settings()))
                .isEmpty();
        Map<String, String> deleting = new HashMap<>(PersonalKeysTopic.settings());
        deleting.put("cleanup.policy", "delete");
        deleting.put("max.compaction.lag.ms", "9223372036854775807");
        assertThat(PersonalKeysTopic.violations(2, deleting))
                .containsExactly(
                        "it has 2 partitions, must have 1",
                        "cleanup.policy is delete, must be compact",
                        "max.compaction.lag.ms is 9223372036854775807, must be at most 3600000: destroyed keys would"
                                + " stay readable");
    }
}
