package io.curfew.events.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.AuthMethod;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.events.json.SessionEventJson;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class StoredFormProperties {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

    @Property
    void what_is_published_is_what_is_stored_without_the_hash_byte_for_byte(
            @ForAll String user, @ForAll String device, @ForAll String agent, @ForAll String hash) {
        check(new SessionStarted(
                user, "sid", "web", device, "::1", agent, AuthMethod.PASSWORD, hash, NOW, NOW, NOW, NOW, "id"));
        check(new SessionRefreshed(user, "sid", hash, null, agent, NOW, NOW, NOW, "id"));
        check(new SessionRefreshed(
                user, hash, "refresh_token_hash", "\"refresh_token_hash\":\"x\",", agent, NOW, NOW, NOW, "id"));
        check(new RefreshTokenReplayed(user, "sid", hash, null, agent, NOW, NOW));
    }

    private static void check(SessionEvent event) {
        StoredForm form = new StoredForm(SessionEventJson.stored(event).getBytes(UTF_8));

        assertThat(form.published()).isEqualTo(SessionEventJson.published(event));
        assertThat(form.time()).isEqualTo(event.occurredAt().toString());
    }

    @Example
    void the_member_may_be_anywhere_and_its_comma_goes_with_it() {
        assertThat(published("{\"a\":1,\"refresh_token_hash\":\"x\",\"b\":[{\"refresh_token_hash\":2}]}"))
                .isEqualTo("{\"a\":1,\"b\":[{\"refresh_token_hash\":2}]}");
        assertThat(published("{\"refresh_token_hash\":\"x\\\"}\",\"b\":2}")).isEqualTo("{\"b\":2}");
        assertThat(published("{\"a\":{\"x\":\"}\"},\"refresh_token_hash\":null}"))
                .isEqualTo("{\"a\":{\"x\":\"}\"}}");
        assertThat(published("{\"refresh_token_hash\":\"x\"}")).isEqualTo("{}");
        assertThat(published("{\"a\":\"refresh_token_hash\"}")).isEqualTo("{\"a\":\"refresh_token_hash\"}");
    }

    private static String published(String stored) {
        return new String(new StoredForm(stored.getBytes(UTF_8)).published(), UTF_8);
    }

    @Property
    void any_bytes_are_a_stored_form(@ForAll @Size(max = 40) byte[] bytes) {
        StoredForm form = new StoredForm(bytes);

        assertThat(form.published().length).isLessThanOrEqualTo(bytes.length);
        assertThat(form.time()).isNotNull();
    }

    @Property
    void what_is_cut_off_anywhere_is_a_stored_form(@ForAll String text) {
        byte[] whole =
                ("{\"a\":\"" + text + "\",\"refresh_token_hash\":\"x\",\"occurred_at\":\"now\"}").getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            StoredForm form = new StoredForm(java.util.Arrays.copyOf(whole, length));
            assertThat(form.published().length).isLessThanOrEqualTo(length);
            assertThat(form.time()).isNotNull();
        }
    }
}
