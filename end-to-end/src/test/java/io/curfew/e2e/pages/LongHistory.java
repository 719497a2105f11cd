package io.curfew.e2e.pages;

import io.curfew.events.AuthMethod;
import io.curfew.events.EventHeaders;
import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.events.json.SessionEventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A user whose sessions were renewed very often, one after another, as auth-command would have published it. Immutable. */
record LongHistory(String user, int events, int perSession, Instant begin) {
    private static final String TOPIC = "session-events";
    private static final Duration STEP = Duration.ofSeconds(50);

    static LongHistory of(int events, int perSession) {
        Instant begin = Instant.now().minus(STEP.multipliedBy(events)).minusSeconds(60);
        return new LongHistory(UUID.randomUUID().toString(), events, perSession, begin);
    }

    /** Sends all of it; whoever waits for the last event has the rest. */
    void publish(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int seq = 0; seq < events; seq++) {
                var unused = producer.send(message(seq));
            }
        }
    }

    private ProducerRecord<byte[], byte[]> message(int seq) {
        SessionEvent event = event(seq);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(TOPIC, bytes(user), SessionEventJson.published(event));
        message.headers()
                .add(EventHeaders.ID, bytes(user + "-" + seq))
                .add(EventHeaders.TYPE, bytes(EventType.of(event).eventName()))
                .add(EventHeaders.SEQ, bytes(String.valueOf(seq)));
        return message;
    }

    private SessionEvent event(int seq) {
        Instant at = begin.plus(STEP.multipliedBy(seq));
        Instant token = at.plusSeconds(900);
        Instant idle = at.plus(Duration.ofDays(7));
        String session = user + "-" + seq / perSession;
        return seq % perSession == 0
                ? new SessionStarted(
                        user,
                        session,
                        "web",
                        "laptop",
                        "192.0.2.1",
                        PagesStage.IPHONE,
                        AuthMethod.PASSWORD,
                        null,
                        at,
                        token,
                        idle,
                        at.plus(Duration.ofDays(30)),
                        null)
                : new SessionRefreshed(user, session, null, null, null, at, token, idle, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
