package io.curfew.command.outbox;

import io.curfew.events.notice.Notice;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What watermarks say the revocation topic holds. Looked up now and then, from the offsets that Kafka acknowledged; when the
 * topic does not reach over all of them any more, because its front was cut or its end was lost, everything unexpired is
 * published again. A claim stays true while it ages: what expires stays in the log for long. Used by one thread.
 */
final class TopicClaims {
    private static final Logger LOG = LoggerFactory.getLogger(TopicClaims.class);

    private final OutboxStore store;
    private final SettledTopic topic;
    private final Republication republication;
    private final Clock clock;
    private final long everyNanos;
    private Map<Integer, Notice.Unexpired> claims = Map.of();
    private long lookAt;
    private boolean looked;

    TopicClaims(OutboxStore store, SettledTopic topic, Republication republication, Clock clock, Duration every) {
        this.store = store;
        this.topic = topic;
        this.republication = republication;
        this.clock = clock;
        this.everyNanos = every.toNanos();
    }

    /** Whether the topic holds what it should; if not, that was published again, so that it may the next time. */
    boolean hold() throws InterruptedException {
        long now = System.nanoTime();
        if (looked && now - lookAt < 0) {
            return true;
        }
        List<Held> held = store.held(clock.instant());
        Map<Integer, SettledTopic.Reach> reach = topic.reach();
        for (Held part : held) {
            SettledTopic.Reach there = reach.get(part.partition());
            if (there == null || part.first() < there.from() || part.last() >= there.end()) {
                LOG.error(
                        "the revocation topic has lost records: partition {} reaches over {}, revocations were acknowledged"
                                + " from {} to {}; publishing all that still matter again",
                        part.partition(),
                        there,
                        part.first(),
                        part.last());
                republication.republishUnexpired();
                return false;
            }
        }
        Map<Integer, Notice.Unexpired> found = new HashMap<>();
        held.forEach(part -> found.put(part.partition(), new Notice.Unexpired(part.count(), part.first())));
        claims = found;
        lookAt = now + everyNanos;
        looked = true;
        return true;
    }

    /** What is claimed of a partition. */
    Notice.Unexpired of(int partition) {
        return claims.getOrDefault(partition, new Notice.Unexpired(0, 0));
    }
}
