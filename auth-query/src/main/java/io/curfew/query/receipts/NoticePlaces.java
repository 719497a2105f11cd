package io.curfew.query.receipts;

import io.curfew.events.EventHeaders;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.NoticeFormatException;
import io.curfew.events.receipt.Publication;
import io.curfew.events.receipt.kafka.TopicTail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Where and when the revocations of late were published: by the id that a command answers and the audit trail has, and the
 * watermarks between them. Bounded; nothing is decided by it, so the oldest may go. Thread-safe by its monitor.
 */
public final class NoticePlaces implements TopicTail.Follower {
    private static final int MAX_REVOCATIONS = 100_000;
    private static final int MAX_WATERMARKS = 60;

    private static final int RECENT = 200;

    private final Map<String, List<Publication.Place>> revocations = new LinkedHashMap<>();
    private final Deque<String> recent = new ArrayDeque<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Deque<Publication> watermarks = new ArrayDeque<>();
    private final Consumer<String> onNew;
    private final Runnable onWatermark;

    /**
     * @param onNew told each new revocation
     * @param onWatermark told each watermark; about once a second
     */
    NoticePlaces(Consumer<String> onNew, Runnable onWatermark) {
        this.onNew = onNew;
        this.onWatermark = onWatermark;
    }

    @Override
    public synchronized void begin(@Nullable Instant since) {
        revocations.clear();
        recent.clear();
        ends.clear();
        watermarks.clear();
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> message) {
        Publication.Place place =
                new Publication.Place(message.partition(), message.offset(), Instant.ofEpochMilli(message.timestamp()));
        end(place);
        try {
            if (NoticeCodec.decode(message.key(), message.value()) instanceof Notice.Watermark) {
                watermark(place);
                onWatermark.run();
                return;
            }
        } catch (NoticeFormatException e) {
            return; // listeners say so, loudly
        }
        Header id = message.headers().lastHeader(EventHeaders.REVOCATION);
        if (id != null && id.value() != null) {
            String text = new String(id.value(), StandardCharsets.UTF_8);
            revocation(text, place);
            onNew.accept(text);
        }
    }

    /** Where the notices of a revocation lie; a notice published again lies where it was published last. */
    public synchronized Optional<Publication> find(String revocationId) {
        return Optional.ofNullable(revocations.get(revocationId)).map(Publication::of);
    }

    /** The revocations that were published last, newest first. */
    public synchronized List<String> recent() {
        return List.copyOf(recent);
    }

    /** By partition, the offset after the last record that was read. */
    public synchronized Map<Integer, Long> ends() {
        return Map.copyOf(ends);
    }

    private synchronized void end(Publication.Place place) {
        ends.merge(place.partition(), place.offset() + 1, Math::max);
    }

    /** The newest watermark that is at least so old, which every node should be beyond by now. */
    public synchronized Optional<Publication> watermark(Instant now, Duration age) {
        Publication found = null;
        for (Publication watermark : watermarks) {
            if (!watermark.last().isAfter(now.minus(age))) {
                found = watermark;
            }
        }
        return Optional.ofNullable(found);
    }

    private synchronized void revocation(String id, Publication.Place place) {
        List<Publication.Place> known = revocations.computeIfAbsent(id, unknown -> new ArrayList<>());
        if (known.isEmpty()) {
            recent.addFirst(id);
            if (recent.size() > RECENT) {
                recent.removeLast();
            }
        }
        known.add(place);
        if (revocations.size() > MAX_REVOCATIONS) {
            revocations.remove(revocations.keySet().iterator().next());
        }
    }

    private synchronized void watermark(Publication.Place place) {
        watermarks.addLast(Publication.of(List.of(place)));
        if (watermarks.size() > MAX_WATERMARKS) {
            watermarks.removeFirst();
        }
    }
}
