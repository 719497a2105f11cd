package io.curfew.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.curfew.events.AuthMethod;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.events.history.BatchesDigest;
import io.curfew.events.history.Delivery;
import io.curfew.events.history.EventChain;
import io.curfew.events.history.HeadsBatch;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistoryReport;
import io.curfew.events.history.HistoryRoot;
import io.curfew.events.history.HistoryVerifier;
import io.curfew.events.history.MerkleTree;
import io.curfew.events.history.RootSignatures;
import io.curfew.events.history.SignedRoot;
import io.curfew.events.history.StoredForm;
import io.curfew.events.history.StreamHead;
import io.curfew.events.json.SessionEventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * How many events a second are checked against their signed heads by one thread, from the stored bytes on: published form
 * cut, two digests, leaf, link, head. Reading them from a disk or a network is not in it. First argument: how many events.
 */
public final class VerifyBenchmark {
    private static final int PER_STREAM = 50;
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");
    private static final RootSignatures SIGNED = root -> RootSignatures.Answer.VALID;

    private VerifyBenchmark() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(String stream, long seq, String id, String type, byte[] payload, byte[] link) {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 500_000;
        List<Stored> stored = new ArrayList<>(events);
        List<StreamHead> heads = new ArrayList<>();
        long bytes = fill(events, stored, heads);
        System.out.printf(
                Locale.ROOT,
                "%,d events of %,d bytes, %,d streams, java %s%n",
                stored.size(),
                bytes / stored.size(),
                heads.size(),
                Runtime.version());
        for (int round = 0; round < 5; round++) {
            long began = System.nanoTime();
            HistoryReport report = verify(stored, heads);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %s, %,.0f events/s%n",
                    round + 1,
                    report.verdict().wireName(),
                    stored.size() / seconds);
        }
    }

    private static long fill(int events, List<Stored> stored, List<StreamHead> heads) {
        EventChain chain = new EventChain();
        long bytes = 0;
        for (int n = 0; n < events / PER_STREAM; n++) {
            String user = UUID.randomUUID().toString();
            String session = UUID.randomUUID().toString();
            byte[] link = chain.start(user);
            for (int seq = 0; seq < PER_STREAM; seq++) {
                byte[] payload = payload(user, session, seq).getBytes(UTF_8);
                String type = seq == 0 ? "session.started" : "session.refreshed";
                String id = UUID.randomUUID().toString();
                link = chain.link(link, chain.leaf(new StoredForm(payload).entry(user, seq, id, type, null, chain)));
                stored.add(new Stored(user, seq, id, type, payload, link));
                bytes += payload.length;
            }
            heads.add(new StreamHead(user, PER_STREAM - 1, link));
        }
        heads.sort((one, other) -> one.stream().compareTo(other.stream()));
        return bytes;
    }

    private static String payload(String user, String session, int seq) {
        Instant at = NOW.plusSeconds(600L * seq);
        String hash = base64(UUID.randomUUID() + "refresh").substring(0, 43);
        String token = base64(UUID.randomUUID() + "access.").substring(0, 43);
        if (seq > 0) {
            return SessionEventJson.stored(
                    new SessionRefreshed(user, session, hash, null, null, at, at.plusSeconds(900), at, token));
        }
        String agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        return SessionEventJson.stored(new SessionStarted(
                user,
                session,
                "web",
                "laptop",
                "203.0.113.7",
                agent,
                AuthMethod.PASSWORD,
                hash,
                at,
                at.plusSeconds(900),
                at,
                at,
                token));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static HistoryReport verify(List<Stored> stored, List<StreamHead> heads) {
        HistoryVerifier verifier = new HistoryVerifier(Delivery.ONCE, SIGNED);
        tell(verifier, stored.size(), heads);
        EventChain digests = new EventChain();
        for (Stored event : stored) {
            HistoryEntry entry = new StoredForm(event.payload())
                    .entry(event.stream(), event.seq(), event.id(), event.type(), event.link(), digests);
            verifier.event(entry);
        }
        return verifier.end();
    }

    private static void tell(HistoryVerifier verifier, long events, List<StreamHead> heads) {
        BatchesDigest digest = new BatchesDigest();
        MerkleTree tree = new MerkleTree();
        for (int from = 0, part = 0; from < heads.size(); from += HeadsBatch.LARGEST, part++) {
            List<StreamHead> some = heads.subList(from, Math.min(heads.size(), from + HeadsBatch.LARGEST));
            HeadsBatch batch = new HeadsBatch(1, part, some);
            digest.add(batch.encode());
            some.forEach(head -> tree.add(head.leafHash()));
            verifier.heads(batch.key(), batch.encode());
        }
        HistoryRoot root = new HistoryRoot(
                "bench", NOW, 1, tree.root(), digest.end(), heads.size(), events, SignedRoot.digest(""));
        verifier.heads(root.key(), unsigned(root).getBytes(UTF_8));
    }

    private static String unsigned(HistoryRoot root) {
        String header = "{\"typ\":\"" + HistoryRoot.TYPE + "\",\"kid\":\"bench\",\"alg\":\"RS256\"}";
        StringBuilder claims = new StringBuilder("{\"iss\":\"bench\",\"iat\":")
                .append(root.issuedAt().getEpochSecond());
        root.claims().forEach((name, value) -> claims.append(",\"")
                .append(name)
                .append("\":")
                .append(value instanceof Long ? value : "\"" + value + "\""));
        return base64(header) + "." + base64(claims.append('}').toString()) + ".";
    }
}
