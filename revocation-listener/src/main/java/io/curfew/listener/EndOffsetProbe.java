package io.curfew.listener;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every second how far the topic reaches, and whether it still is the same topic. Runs on a thread of its own, so
 * that a slow answer never holds up a revocation. A probe that fails is dropped: knowledge just ages.
 */
final class EndOffsetProbe implements Runnable {
    static final long INTERVAL_MILLIS = 1000;
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final Admin admin;
    private final String topic;
    private final TopicCheck.Identity identity;
    private final Freshness freshness;
    private final NoticeFeed.Sink sink;
    private final LongSupplier nanoTime;
    private final CountDownLatch stop;
    private boolean failing;

    EndOffsetProbe(
            Admin admin,
            String topic,
            TopicCheck.Identity identity,
            Freshness freshness,
            NoticeFeed.Sink sink,
            LongSupplier nanoTime,
            CountDownLatch stop) {
        this.admin = admin;
        this.topic = topic;
        this.identity = identity;
        this.freshness = freshness;
        this.sink = sink;
        this.nanoTime = nanoTime;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            do {
                attempt();
            } while (!stop.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            sink.failed("the thread that asks for end offsets died of " + t + "; restart the process", t);
        }
    }

    private void attempt() throws InterruptedException {
        try {
            probe();
            failing = false;
        } catch (TopicCheck.RefusedException e) {
            if (stop.getCount() == 0) {
                return;
            }
            sink.waiting(String.valueOf(e.getMessage()));
            if (!failing) {
                log.warn("Cannot ask for the end of topic {}: {}", topic, e.getMessage());
            }
            failing = true;
        }
    }

    private void probe() throws TopicCheck.RefusedException, InterruptedException {
        // Before anything is asked: what is acknowledged after this instant is not covered by the answer.
        long asked = nanoTime.getAsLong();
        TopicCheck.Identity now = TopicCheck.identity(admin, topic);
        if (!now.equals(identity)) {
            sink.failed(changed(now), null);
            return;
        }
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < identity.partitions(); partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends = TopicCheck.get(
                admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all(),
                topic);
        ends.forEach((partition, end) -> freshness.probed(partition.partition(), end.offset(), asked));
        freshness.asOf().ifPresent(sink::upToDateAsOf);
    }

    private String changed(TopicCheck.Identity now) {
        return now.id().equals(identity.id())
                ? "topic " + topic + " now has " + now.partitions() + " partitions instead of " + identity.partitions()
                        + "; restart the process to read them all"
                : "topic " + topic + " was deleted and created again; restart the process to read the new one";
    }
}
