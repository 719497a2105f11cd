package io.curfew.command.axon;

import static io.curfew.command.domain.Mother.T0;
import static io.curfew.command.domain.Mother.refreshed;
import static io.curfew.command.domain.Mother.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import io.curfew.events.json.SessionEventJson;
import java.nio.charset.StandardCharsets;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionEventSerializerTest {
    private static final String STARTED =
            """
            {"user_id":"7d2c4a60-0001-4000-8000-000000000001","session_id":"a","client_id":"web",\
            "ip_address":"sealed:a:203.0.113.7","user_agent":"sealed:a:Firefox","auth_method":"PASSWORD","refresh_token_hash":"a-0",\
            "occurred_at":"2026-01-01T12:00:00Z","access_token_expires_at":"2026-01-01T12:15:00Z",\
            "idle_expires_at":"2026-01-08T12:00:00Z",\
            "absolute_expires_at":"2026-01-31T12:00:00Z","access_token_id_hash":"jti-a-0"}""";

    private final SessionEventSerializer serializer = new SessionEventSerializer();

    @Test
    @DisplayName("trap 2, 7: what is stored is our JSON under our name, for ever")
    void the_stored_form_is_golden() {
        SerializedObject<byte[]> stored = serializer.serialize(started("a", T0), byte[].class);

        assertThat(new String(stored.getData(), StandardCharsets.UTF_8)).isEqualTo(STARTED);
        assertThat(stored.getType().getName()).isEqualTo("session.started");
    }

    @Test
    void it_writes_the_form_that_every_reader_of_events_knows() {
        SessionEvent event = refreshed("a", "a-1", T0);

        assertThat(serializer.serialize(event, String.class).getData()).isEqualTo(SessionEventJson.stored(event));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("trap 7: no class name is stored for any event")
    void every_event_has_a_name_of_its_own(EventType type) {
        assertThat(serializer.typeForClass(type.eventClass()).getName()).isEqualTo(type.eventName());
    }

    @Test
    void what_was_stored_is_read_again() {
        SerializedObject<byte[]> stored = serializer.serialize(started("a", T0), byte[].class);

        Object read = serializer.deserialize(stored);

        assertThat(read).isEqualTo(started("a", T0));
    }

    @Test
    void a_field_of_a_later_version_is_ignored() {
        String later = STARTED.replace("{\"user_id\"", "{\"mood\":\"good\",\"user_id\"");

        Object read =
                serializer.deserialize(new SimpleSerializedObject<>(later, String.class, "session.started", null));

        assertThat(read).isEqualTo(started("a", T0));
    }

    @Test
    void an_unknown_event_is_an_error_and_not_a_gap() {
        SimpleSerializedObject<String> unknown =
                new SimpleSerializedObject<>("{}", String.class, "java.util.ArrayList", null);

        assertThatThrownBy(() -> serializer.deserialize(unknown)).isInstanceOf(SerializationException.class);
    }

    @Test
    void meta_data_survive() {
        MetaData metaData = MetaData.with("traceparent", "00-1-2-01");

        Object read = serializer.deserialize(serializer.serialize(metaData, byte[].class));

        assertThat(read).isEqualTo(metaData);
    }
}
