package io.curfew.listener.kafka;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every 200 ms that everything is published, as auth-command's relay does every second; until closed. */
public final class TestRelay implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    public TestRelay(TestBroker broker, String topic) {
        this(broker, topic, 0);
    }

    public TestRelay(TestBroker broker, String topic, int partition) {
        var unused =
                timer.scheduleWithFixedDelay(() -> watermark(broker, topic, partition), 0, 200, TimeUnit.MILLISECONDS);
    }

    private static void watermark(TestBroker broker, String topic, int partition) {
        try {
            Notice watermark = new Notice.Watermark(Instant.now());
            broker.publish(topic, partition, NoticeCodec.encodeKey(watermark), NoticeCodec.encodeValue(watermark));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // The broker is away; the next one may arrive. What tests look at is what listeners make of it.
            System.getLogger("relay").log(System.Logger.Level.DEBUG, "no watermark", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
