package io.curfew.query.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.curfew.events.EventHeaders;
import io.curfew.events.history.BatchesDigest;
import io.curfew.events.history.Encoding;
import io.curfew.events.history.EventChain;
import io.curfew.events.history.HeadsBatch;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistoryRoot;
import io.curfew.events.history.MerkleTree;
import io.curfew.events.history.SignedRoot;
import io.curfew.events.history.StoredForm;
import io.curfew.events.history.StreamHead;
import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.Issuer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes one user's history with its chain, and a signed root over it. */
final class SignedHistory {
    private SignedHistory() {}

    static void publish(History history, String events, String heads, Issuer issuer) {
        EventChain chain = new EventChain();
        byte[] link = chain.start(history.user());
        for (long seq = 0; seq <= history.position(); seq++) {
            ProducerRecord<byte[], byte[]> record = history.record(events, seq);
            HistoryEntry entry = new StoredForm(record.value())
                    .entry(
                            history.user(),
                            seq,
                            header(record, EventHeaders.ID),
                            header(record, EventHeaders.TYPE),
                            null,
                            chain);
            link = chain.link(link, chain.leaf(entry));
            record.headers()
                    .add(EventHeaders.TIME, entry.time().getBytes(UTF_8))
                    .add(EventHeaders.CHAIN, Encoding.encode(link).getBytes(UTF_8))
                    .add(
                            EventHeaders.STORED_DIGEST,
                            Encoding.encode(entry.storedDigest()).getBytes(UTF_8));
            Broker.running().send(record);
        }
        StreamHead head = new StreamHead(history.user(), history.position(), link);
        HeadsBatch batch = new HeadsBatch(1, 0, List.of(head));
        MerkleTree tree = new MerkleTree();
        tree.add(head.leafHash());
        HistoryRoot root = new HistoryRoot(
                Issuer.NAME,
                Instant.ofEpochSecond(1_800_000_000),
                1,
                tree.root(),
                new BatchesDigest().add(batch.encode()).end(),
                1,
                history.position() + 1,
                SignedRoot.digest(""));
        Broker.running().send(new ProducerRecord<>(heads, batch.key().getBytes(UTF_8), batch.encode()));
        Broker.running()
                .send(new ProducerRecord<>(
                        heads, root.key().getBytes(UTF_8), issuer.sign(root).getBytes(UTF_8)));
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
