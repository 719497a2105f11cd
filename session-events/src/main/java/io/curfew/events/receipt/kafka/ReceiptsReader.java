package io.curfew.events.receipt.kafka;

import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.ReceiptCodec;
import io.curfew.events.receipt.ReceiptFormatException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the receipts topic into a {@link Fleet}. Used by the one thread of its {@link TopicTail}. */
public final class ReceiptsReader implements TopicTail.Follower {
    private static final System.Logger LOG = System.getLogger(ReceiptsReader.class.getName());

    private final Fleet fleet;
    private boolean unreadableLogged;

    private ReceiptsReader(Fleet fleet) {
        this.fleet = fleet;
    }

    /** A reader, not yet started; settings as those of {@link TopicTail}. */
    public static TopicTail tail(Map<String, ?> clientSettings, String topic, Fleet fleet, Clock clock) {
        return new TopicTail(clientSettings, topic, Fleet.LOOKBACK, new ReceiptsReader(fleet), clock);
    }

    @Override
    public void begin(@Nullable Instant since) {
        fleet.begin(since);
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> message) {
        Instant appendedAt = Instant.ofEpochMilli(message.timestamp());
        try {
            fleet.heard(ReceiptCodec.decode(message.key(), message.value()), appendedAt);
        } catch (ReceiptFormatException e) {
            fleet.unreadable(appendedAt);
            if (!unreadableLogged) {
                unreadableLogged = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The record at offset {0} is no receipt this version understands ({1}); some node may be there"
                                + " unheard, so nothing is proved for a while",
                        Long.toString(message.offset()),
                        e.getMessage());
            }
        }
    }
}
