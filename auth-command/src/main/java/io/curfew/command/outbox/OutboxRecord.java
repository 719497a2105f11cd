package io.curfew.command.outbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record to be. Immutable by convention: nobody changes the arrays.
 *
 * @param value null to say that what the key names is no more
 * @param revocationId the revocation it is a notice of, or null for an event
 * @param position number of the last event of its command in the user's stream
 * @param expiresAt until when a notice matters, or null for an event
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OutboxRecord(
        String topic,
        byte[] key,
        byte @Nullable [] value,
        Map<String, String> headers,
        @Nullable String revocationId,
        long position,
        @Nullable Instant expiresAt) {

    boolean isNotice() {
        return revocationId != null;
    }
}
