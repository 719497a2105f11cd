package io.curfew.command.personal;

import io.curfew.command.axon.EventSubscriber;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.PersonalData;
import io.curfew.command.outbox.OutboxWriter;
import io.curfew.events.UserErased;
import io.curfew.events.personal.KeyWrap;
import io.curfew.events.personal.PersonalField;
import io.curfew.events.personal.PersonalKey;
import java.security.SecureRandom;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code personal_data_key}: one key for each user. Made in the transaction of the user's first event and destroyed
 * in that of {@link UserErased}. Nothing is cached: what is sealed was sealed with the key that the table held in that
 * transaction, and the numbers of events put it in one order with the erasure, whichever node did which. Two nodes that
 * make the first key at once collide at the primary key, and one begins anew. Thread-safe.
 */
final class PersonalKeys implements PersonalData, EventSubscriber {
    private final JdbcTemplate jdbc;
    private final OutboxWriter outbox;
    private final KeyWrap wrap;
    private final SecureRandom random = new SecureRandom();

    PersonalKeys(JdbcTemplate jdbc, OutboxWriter outbox, KeyWrap wrap) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.wrap = wrap;
    }

    @Override
    public Sealed seal(String userId, String sessionId, Origin origin, @Nullable String deviceName) {
        PersonalKey key = key(userId);
        return new Sealed(
                key.seal(userId, sessionId, PersonalField.IP_ADDRESS, origin.ipAddress()),
                key.seal(userId, sessionId, PersonalField.USER_AGENT, origin.userAgent()),
                deviceName == null ? null : key.seal(userId, sessionId, PersonalField.DEVICE_NAME, deviceName));
    }

    private PersonalKey key(String userId) {
        List<@Nullable String> stored =
                jdbc.queryForList("select wrapped_key from personal_data_key where user_id = ?", String.class, userId);
        if (stored.isEmpty()) {
            return make(userId);
        }
        String wrapped = stored.get(0);
        if (wrapped == null) {
            // The erasure has committed since the events were read: begin anew and see it.
            throw new ConcurrencyException("the user was erased meanwhile");
        }
        return wrap.unwrap(userId, wrapped);
    }

    private PersonalKey make(String userId) {
        PersonalKey key = PersonalKey.random(random);
        String wrapped = wrap.wrap(userId, key);
        jdbc.update("insert into personal_data_key (user_id, wrapped_key) values (?, ?)", userId, wrapped);
        outbox.writeKey(userId, wrapped);
        return key;
    }

    @Override
    public void on(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> message : events) {
            if (message.getPayload() instanceof UserErased erased) {
                destroy(erased.userId());
            }
        }
    }

    /** The row stays: it keeps a key from ever being made again. */
    private void destroy(String userId) {
        int known = jdbc.update(
                "update personal_data_key set wrapped_key = null, erased_at = current_timestamp, settled = false"
                        + " where user_id = ?",
                userId);
        if (known == 0) {
            jdbc.update("insert into personal_data_key (user_id, erased_at) values (?, current_timestamp)", userId);
        }
        jdbc.update("delete from session_snapshot where aggregate_identifier = ?", userId);
        outbox.writeKey(userId, null);
    }
}
