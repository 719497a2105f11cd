package io.curfew.query.audit;

import io.curfew.events.EventActor;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.personal.PersonalText;
import io.curfew.query.store.StoredText;
import io.curfew.query.store.Times;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** One row of {@code query_audit_event} as it is written, its parameters named as the columns are. Stateless and thread-safe. */
final class AuditRow {
    static final String UPDATE_CONTEXT = "update query_audit_event set client_id = :client_id,"
            + " device_name = :device_name, address = :address, user_agent = :user_agent"
            + " where generation = :generation and user_id = :user_id and seq = :seq";
    private static final int SHORT = 255;

    private AuditRow() {}

    static MapSqlParameterSource of(int generation, PublishedEvent event, EventContext context) {
        EventActor actor = EventActor.of(event.event());
        return context(generation, event, context)
                .addValue("event_id", event.id())
                .addValue("event_type", event.type().eventName())
                .addValue("session_id", event.sessionId())
                .addValue("occurred_at", Times.parameter(event.occurredAt()))
                .addValue("initiator", actor.entity().name())
                .addValue("initiated_by", StoredText.cut(actor.person(), SHORT))
                .addValue("acting_session", StoredText.cut(actor.session(), SHORT))
                .addValue("reason", StoredText.cut(actor.reason(), 1024))
                .addValue("token_key", tokenKey(event.event()))
                .addValue("trace_id", event.headers().traceId())
                .addValue("chain_hash", event.headers().chain())
                .addValue("stored_digest", event.headers().storedDigest())
                .addValue("payload", event.payload())
                .addValue("partition_number", event.partition())
                .addValue("record_offset", event.offset());
    }

    /** Only what depends on other events too. */
    static MapSqlParameterSource context(int generation, PublishedEvent event, EventContext context) {
        return new MapSqlParameterSource()
                .addValue("generation", generation)
                .addValue("user_id", event.userId())
                .addValue("seq", event.seq())
                .addValue("client_id", StoredText.cut(context.clientId(), SHORT))
                .addValue("device_name", PersonalText.readable(context.deviceName(), 512))
                .addValue("address", PersonalText.readable(context.address(), SHORT))
                .addValue("user_agent", PersonalText.readable(context.userAgent(), 1024));
    }

    /** What the index finds a granted access token by: the hash of its id, cut short; whoever reads compares the rest. */
    static @Nullable Long tokenKey(@Nullable String hash) {
        if (hash == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(hash);
            return bytes.length < Long.BYTES ? null : ByteBuffer.wrap(bytes).getLong();
        } catch (IllegalArgumentException e) {
            return null; // it says nothing that could be looked for
        }
    }

    private static @Nullable Long tokenKey(SessionEvent event) {
        return tokenKey(tokenIdHash(event));
    }

    /** The hash of the id of the access token that an event granted; null when it granted none, or does not say. */
    static @Nullable String tokenIdHash(SessionEvent event) {
        if (event instanceof SessionStarted started) {
            return started.accessTokenIdHash();
        }
        return event instanceof SessionRefreshed refreshed ? refreshed.accessTokenIdHash() : null;
    }
}
