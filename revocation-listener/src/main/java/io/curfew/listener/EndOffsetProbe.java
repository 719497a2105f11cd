package io.curfew.listener;

import java.time.Duration;
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
 * Asks every second how far the topic reaches and whether it still is the same topic, now and then whether its settings
 * still are safe, and looks at the clocks. Runs on a thread of its own, so that a slow answer never holds up a revocation.
 * A probe that fails is dropped: knowledge just ages.
 */
final class EndOffsetProbe implements Runnable {
    static final long INTERVAL_MILLIS = 1000;
    private static final String SETTINGS = "settings";
    /** Every so many probes the settings are looked at. */
    private static final int SETTINGS_EVERY = 10;

    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final Admin admin;
    private final String topic;
    private final TopicCheck.Identity identity;
    private final Duration lookback;
    private final ReadingRound round;
    private final ClockWatch clocks;
    private final Runnable wakeReader;
    private final NoticeFeed.Sink sink;
    private final LongSupplier nanoTime;
    private final CountDownLatch stop;
    private boolean failing;
    private int probes;

    EndOffsetProbe(
            Admin admin,
            String topic,
            TopicCheck.Identity identity,
            Duration lookback,
            ReadingRound round,
            ClockWatch clocks,
            Runnable wakeReader,
            NoticeFeed.Sink sink,
            LongSupplier nanoTime,
            CountDownLatch stop) {
        this.admin = admin;
        this.topic = topic;
        this.identity = identity;
        this.lookback = lookback;
        this.round = round;
        this.clocks = clocks;
        this.wakeReader = wakeReader;
        this.sink = sink;
        this.nanoTime = nanoTime;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            do {
                String jump = clocks.look();
                if (jump != null) {
                    rebuild(jump);
                }
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
        TopicCheck.Identity now = probes++ % SETTINGS_EVERY == 0 ? safeIdentity() : TopicCheck.identity(admin, topic);
        if (!now.equals(identity)) {
            rebuild(changed(now));
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
        ends.forEach((partition, end) -> round.freshness().probed(partition.partition(), end.offset(), asked));
        round.report();
    }

    /** An unsafe topic has lost nothing yet, so reading goes on; but nobody vouches for what it keeps. */
    private TopicCheck.Identity safeIdentity() throws TopicCheck.RefusedException, InterruptedException {
        try {
            TopicCheck.Identity now = TopicCheck.safe(admin, topic, lookback);
            round.doubts().settle(SETTINGS);
            return now;
        } catch (TopicCheck.UnsafeException e) {
            round.doubts().raise(SETTINGS, String.valueOf(e.getMessage()), Doubts.NO_END);
            return TopicCheck.identity(admin, topic);
        }
    }

    private void rebuild(String why) {
        round.requestRebuild(why);
        wakeReader.run();
    }

    private String changed(TopicCheck.Identity now) {
        return now.id().equals(identity.id())
                ? "topic " + topic + " now has " + now.partitions() + " partitions instead of " + identity.partitions()
                : "topic " + topic + " was deleted and created again";
    }
}
