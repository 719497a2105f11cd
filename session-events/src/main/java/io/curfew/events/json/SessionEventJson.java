package io.curfew.events.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.curfew.events.EventType;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON form of events: snake_case fields, instants in RFC 3339, absent fields left out. There are two forms: the
 * <em>stored</em> one with everything, for the event store, and the <em>published</em> one, for Kafka, which leaves out
 * the hashes of refresh tokens. Readers ignore fields they do not know, so that fields can be added.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionEventJson {
    private static final JsonMapper STORED = configure(JsonMapper.builder()).build();
    private static final JsonMapper PUBLISHED = configure(JsonMapper.builder())
            .addMixIn(SessionStarted.class, WithoutHash.class)
            .addMixIn(SessionRefreshed.class, WithoutHash.class)
            .addMixIn(RefreshTokenReplayed.class, WithoutHash.class)
            .build();

    private SessionEventJson() {}

    /**
     * Gives a mapper builder the settings of the stored form, so that an event store that brings its own mapper writes
     * the same JSON.
     */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The form for the event store. */
    public static String stored(SessionEvent event) {
        return STORED.writeValueAsString(event);
    }

    /** The form for Kafka, without refresh-token hashes. */
    public static byte[] published(SessionEvent event) {
        return PUBLISHED.writeValueAsBytes(event);
    }

    /**
     * Reads either form.
     *
     * @throws EventFormatException when it is not the JSON of an event of this type; the message holds no content
     */
    public static SessionEvent read(EventType type, byte[] json) {
        try {
            SessionEvent event = STORED.readValue(json, type.eventClass());
            if (event == null || event.streamId() == null || event.occurredAt() == null) {
                throw new EventFormatException(type.eventName() + " lacks its stream or its time");
            }
            return event;
        } catch (JacksonException | NullPointerException e) {
            throw new EventFormatException("not the JSON of a " + type.eventName(), e);
        }
    }

    /** As {@link #read(EventType, byte[])}. */
    public static SessionEvent read(EventType type, String json) {
        return read(type, json.getBytes(StandardCharsets.UTF_8));
    }

    @JsonAutoDetect
    @SuppressWarnings("unused") // a mix-in: Jackson reads it
    private abstract static class WithoutHash {
        @JsonIgnore
        abstract @Nullable String refreshTokenHash();
    }
}
