package io.curfew.listener;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.NoticeFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies every record in order, until stopped. Belongs to the thread that owns the consumer. */
final class TopicReader {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 1000;
    private static final String TRACEPARENT = "traceparent";

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final List<NoticeLedger> ledgers;
    private final ReadingRound round;
    private final Duration lookback;
    private final NoticeFeed.Sink sink;
    private final CountDownLatch stop;

    TopicReader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            List<NoticeLedger> ledgers,
            ReadingRound round,
            Duration lookback,
            NoticeFeed.Sink sink,
            CountDownLatch stop) {
        this.consumer = consumer;
        this.topic = topic;
        this.ledgers = ledgers;
        this.round = round;
        this.lookback = lookback;
        this.sink = sink;
        this.stop = stop;
    }

    void readOn() throws InterruptedException {
        while (stop.getCount() > 0) {
            ConsumerRecords<byte[], byte[]> records = poll();
            records.forEach(this::apply);
            records.partitions().forEach(partition -> {
                List<ConsumerRecord<byte[], byte[]>> batch = records.records(partition);
                sink.applied(partition.partition(), batch.get(batch.size() - 1).offset() + 1);
            });
            String rebuild = round.rebuildRequested();
            if (rebuild != null) {
                throw new RebuildException(rebuild);
            }
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
            undecodable(message, e);
            return;
        }
        NoticeLedger ledger = ledgers.get(message.partition());
        if (notice instanceof Notice.Revocation revocation) {
            ledger.revocation(message.offset());
            sink.apply(revocation);
            logTrace(message);
        } else if (notice instanceof Notice.Watermark watermark) {
            round.freshness().watermarkApplied(message.partition(), message.offset());
            compare(watermark, ledger, message.partition());
            round.report();
        }
        sink.seen(notice.kind());
    }

    /** The request that revoked, in whatever collects traces (W3C Trace Context). */
    private static void logTrace(ConsumerRecord<byte[], byte[]> message) {
        Header trace = log.isDebugEnabled() ? message.headers().lastHeader(TRACEPARENT) : null;
        if (trace != null) {
            log.debug(
                    "The revocation at offset {} belongs to trace {}",
                    message.offset(),
                    new String(trace.value(), StandardCharsets.US_ASCII).replaceAll("[^0-9a-f-]", "?"));
        }
    }

    /**
     * It may have been a revocation, so nothing passes until no token that it could have covered is alive. What comes
     * behind is applied all the same: REVOKED stays a true answer.
     */
    private void undecodable(ConsumerRecord<byte[], byte[]> message, NoticeFormatException why) {
        String where = topic + "-" + message.partition() + "@" + message.offset();
        round.doubts()
                .raise(
                        where,
                        "the record at " + where + " is no notice this version understands (" + why.getMessage()
                                + ") and may be a revocation: upgrade this service, or wait until no token of then is left",
                        message.timestamp() + lookback.toMillis());
        sink.undecodable(where, String.valueOf(why.getMessage()));
        round.report();
    }

    private void compare(Notice.Watermark watermark, NoticeLedger ledger, int partition) {
        if (watermark.unexpired() == null) {
            return;
        }
        String matter = "claim of partition " + partition;
        String contradiction = ledger.contradiction(watermark.unexpired());
        if (contradiction == null) {
            round.doubts().settle(matter);
        } else {
            round.doubts().raise(matter, contradiction, Doubts.NO_END);
        }
    }
}
