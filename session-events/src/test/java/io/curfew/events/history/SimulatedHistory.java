package io.curfew.events.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A random history of some streams, as auth-command would write and sign it. */
final class SimulatedHistory {
    static final TestIssuer ISSUER = new TestIssuer("key-1", TestIssuer.RS256);

    /** A record of the heads topic. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Told(String key, byte[] value) {}

    final List<HistoryEntry> events = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final Map<String, StreamHead> signed = new TreeMap<>();
    long roots;

    private final EventChain chain = new EventChain();
    private final Map<String, StreamHead> heads = new TreeMap<>();
    private final Map<String, StreamHead> changed = new TreeMap<>();
    private final Random random;
    private final TestIssuer issuer;
    private byte[] previous = SignedRoot.digest("");

    SimulatedHistory(long seed) {
        this(seed, ISSUER);
    }

    SimulatedHistory(long seed, TestIssuer issuer) {
        this.issuer = issuer;
        this.random = new Random(seed);
        int streams = 1 + random.nextInt(4);
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                append("user " + random.nextInt(streams));
            }
            root();
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            append("user " + random.nextInt(streams));
        }
    }

    private void append(String stream) {
        StreamHead head = heads.get(stream);
        long seq = head == null ? 0 : head.seq() + 1;
        HistoryEntry event = event(stream, seq, null);
        byte[] link = chain.link(head == null ? chain.start(stream) : head.link(), chain.leaf(event));
        events.add(event(event, link));
        StreamHead now = new StreamHead(stream, seq, link);
        heads.put(stream, now);
        changed.put(stream, now);
    }

    /** An event nobody has seen before. */
    HistoryEntry event(String stream, long seq, byte[] link) {
        String time = Instant.ofEpochSecond(random.nextInt(1_000_000)).toString();
        byte[] stored = ("{\"user_id\":\"" + stream + "\",\"refresh_token_hash\":\"" + random.nextLong()
                        + "\",\"occurred_at\":\"" + time + "\"}")
                .getBytes(UTF_8);
        return new StoredForm(stored).entry(stream, seq, "id-" + random.nextLong(), "session.started", link, chain);
    }

    static HistoryEntry event(HistoryEntry event, byte[] link) {
        return new HistoryEntry(
                event.stream(),
                event.seq(),
                event.id(),
                event.type(),
                event.time(),
                event.published(),
                event.storedDigest(),
                link);
    }

    private void root() {
        roots++;
        BatchesDigest digest = new BatchesDigest();
        List<StreamHead> news = new ArrayList<>(changed.values());
        int half = (news.size() + 1) / 2;
        for (int part = 0; part < 2 && part * half < news.size(); part++) {
            List<StreamHead> some = news.subList(part * half, Math.min(news.size(), (part + 1) * half));
            HeadsBatch batch = new HeadsBatch(roots, part, some);
            told.add(new Told(batch.key(), batch.encode()));
            digest.add(batch.encode());
        }
        signed.putAll(changed);
        changed.clear();
        MerkleTree tree = new MerkleTree();
        signed.values().forEach(head -> tree.add(head.leafHash()));
        long count = signed.values().stream().mapToLong(head -> head.seq() + 1).sum();
        HistoryRoot root = new HistoryRoot(
                "https://issuer.example",
                Instant.ofEpochSecond(1_000_000 + roots),
                roots,
                tree.root(),
                digest.end(),
                signed.size(),
                count,
                previous);
        String text = issuer.sign(root);
        previous = SignedRoot.digest(text);
        told.add(new Told(root.key(), text.getBytes(UTF_8)));
    }

    /** Links all events of a stream anew, as somebody who can write everywhere would. */
    void linkAnew(String stream) {
        byte[] link = chain.start(stream);
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).stream().equals(stream)) {
                link = chain.link(link, chain.leaf(events.get(i)));
                events.set(i, event(events.get(i), link));
            }
        }
    }

    HistoryReport verify(Delivery delivery) {
        HistoryVerifier verifier = new HistoryVerifier(delivery, issuer.keys());
        told.forEach(record -> verifier.heads(record.key(), record.value()));
        events.forEach(verifier::event);
        return verifier.end();
    }
}
