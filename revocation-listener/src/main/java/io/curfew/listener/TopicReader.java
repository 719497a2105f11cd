package io.curfew.listener;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.NoticeFormatException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies every record in order, until stopped. Belongs to the thread that owns the consumer. */
final class TopicReader {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 1000;

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Freshness freshness;
    private final NoticeFeed.Sink sink;
    private final CountDownLatch stop;

    TopicReader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Freshness freshness,
            NoticeFeed.Sink sink,
            CountDownLatch stop) {
        this.consumer = consumer;
        this.topic = topic;
        this.freshness = freshness;
        this.sink = sink;
        this.stop = stop;
    }

    void readOn() throws InterruptedException {
        while (stop.getCount() > 0) {
            poll().forEach(this::apply);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() throws InterruptedException {
        try {
            return consumer.poll(POLL);
        } catch (AuthenticationException | AuthorizationException | RetriableException e) {
            // The place in the topic is kept, so nothing is skipped; meanwhile knowledge ages.
            sink.waiting("Kafka refuses to be read: " + e.getMessage());
            log.warn("Cannot read topic {}: {}", topic, e.getMessage());
            stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            return ConsumerRecords.empty();
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> message) {
        Notice notice;
        try {
            notice = NoticeCodec.decode(message.key(), message.value());
        } catch (NoticeFormatException e) {
            // Read on all the same: what comes behind may still be revocations, and REVOKED stays a true answer.
            sink.undecodable(
                    topic + "-" + message.partition() + "@" + message.offset(), String.valueOf(e.getMessage()));
            return;
        }
        if (notice instanceof Notice.Revocation revocation) {
            sink.apply(revocation);
        } else {
            freshness.watermarkApplied(message.partition(), message.offset());
            freshness.asOf().ifPresent(sink::upToDateAsOf);
        }
        sink.seen(notice.kind());
    }
}
