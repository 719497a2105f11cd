package io.curfew.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.curfew.events.EventHeaders;
import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionEventsTopic;
import io.curfew.events.history.EventChain;
import io.curfew.events.history.StoredForm;
import io.curfew.events.json.SessionEventJson;
import io.curfew.events.personal.PersonalKeysTopic;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A {@link SyntheticHistory} in topic {@code session-events}: sealed, chained and with all headers, as the relay writes it.
 * Streams are interleaved by time, a thousand users at once.
 */
final class SyntheticTopic {
    private static final int USERS_AT_ONCE = 1000;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String servers;

    SyntheticTopic(String servers) {
        this.servers = servers;
    }

    /** Creates the topics that a rebuild reads. */
    void create() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            NewTopic events = new NewTopic(SessionEventsTopic.NAME, SessionEventsTopic.PARTITIONS, (short) 1)
                    .configs(SessionEventsTopic.settings());
            NewTopic keys = new NewTopic(PersonalKeysTopic.NAME, 1, (short) 1).configs(PersonalKeysTopic.settings());
            admin.createTopics(List.of(events, keys)).all().get();
        }
    }

    /** Appends the streams of so many users; answers how many events that were. */
    long fill(SyntheticHistory history, int users) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers,
                "acks",
                "all",
                "linger.ms",
                20,
                "batch.size",
                262_144,
                "buffer.memory",
                16_777_216L);
        long events = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int from = 0; from < users; from += USERS_AT_ONCE) {
                for (Timed timed : block(history, from, Math.min(users, from + USERS_AT_ONCE))) {
                    var unused = producer.send(timed.message(), (metadata, e) -> {
                        if (e != null) {
                            failure.set(e);
                        }
                    });
                    events++;
                }
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return events;
    }

    private record Timed(long at, ProducerRecord<byte[], byte[]> message) {}

    /** The sort is stable, so each stream keeps its order. */
    private static List<Timed> block(SyntheticHistory history, int from, int to) {
        List<Timed> messages = new ArrayList<>();
        for (int user = from; user < to; user++) {
            messages.addAll(stream(history.stream(user)));
        }
        messages.sort(Comparator.comparingLong(Timed::at));
        return messages;
    }

    private static List<Timed> stream(List<SessionEvent> events) {
        List<Timed> messages = new ArrayList<>(events.size());
        String stream = events.get(0).streamId();
        SealedEvents seals = new SealedEvents(stream);
        EventChain chain = new EventChain();
        byte[] link = chain.start(stream);
        for (int seq = 0; seq < events.size(); seq++) {
            SessionEvent event = seals.seal(events.get(seq));
            byte[] payload = SessionEventJson.stored(event).getBytes(UTF_8);
            StoredForm stored = new StoredForm(payload);
            String id = stream + "-" + seq;
            String type = EventType.of(event).eventName();
            link = chain.link(link, chain.leaf(stored.entry(stream, seq, id, type, null, chain)));
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(SessionEventsTopic.NAME, stream.getBytes(UTF_8), stored.published());
            header(message, EventHeaders.SPEC_VERSION, "1.0");
            header(message, EventHeaders.ID, id);
            header(message, EventHeaders.TYPE, type);
            header(message, EventHeaders.SOURCE, TokenIssuer.NAME);
            header(message, EventHeaders.TIME, event.occurredAt().toString());
            header(message, EventHeaders.CONTENT_TYPE, "application/json");
            header(message, EventHeaders.SEQ, Long.toString(seq));
            header(message, EventHeaders.CHAIN, BASE64.encodeToString(link));
            header(message, EventHeaders.STORED_DIGEST, BASE64.encodeToString(chain.digest(payload)));
            header(message, EventHeaders.TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            messages.add(new Timed(event.occurredAt().toEpochMilli(), message));
        }
        return messages;
    }

    private static void header(ProducerRecord<byte[], byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(UTF_8));
    }
}
