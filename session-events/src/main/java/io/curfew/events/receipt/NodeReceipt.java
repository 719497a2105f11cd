package io.curfew.events.receipt;

import io.curfew.events.notice.NoticeCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One record of topic {@code session-receipts}: how far one running listener has applied the revocation topic. What was
 * fetched and not yet applied does not count. Immutable and thread-safe.
 *
 * @param service the service the node belongs to
 * @param node the node's name within it; need not be unique
 * @param epoch one running listener: random, made at its start, never used again
 * @param seq grows with every receipt of an epoch
 * @param topic the revocation topic that was applied
 * @param applied by partition, the offset below which every notice is applied
 * @param at the node's wall clock, in milliseconds; informative, never compared with another machine's
 * @param state how the node is
 * @param maxStaleness how old its knowledge may be and still decide, in milliseconds
 * @param whenStale what it does beyond that
 */
public record NodeReceipt(
        String service,
        String node,
        String epoch,
        long seq,
        String topic,
        Map<Integer, Long> applied,
        Instant at,
        NodeState state,
        Duration maxStaleness,
        WhenStale whenStale) {

    /** Checks names and positions. */
    public NodeReceipt {
        if (!NoticeCodec.isId(service)
                || !NoticeCodec.isId(node)
                || !NoticeCodec.isId(epoch)
                || !NoticeCodec.isId(topic)) {
            throw new IllegalArgumentException("a name has 1 to 256 characters, no control characters");
        }
        if (seq < 0 || maxStaleness.isNegative()) {
            throw new IllegalArgumentException("seq and max staleness are not negative");
        }
        applied.forEach((partition, next) -> {
            if (partition < 0 || next < 0) {
                throw new IllegalArgumentException("partitions and offsets are not negative");
            }
        });
        applied = Collections.unmodifiableMap(new TreeMap<>(applied));
    }

    /** Which running listener says it. */
    public NodeInstance instance() {
        return new NodeInstance(service, node, epoch);
    }
}
