package io.curfew.events.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a history: first give it all records of the heads topic, then all events from one source, then {@link #end}.
 * Takes about 300 bytes for each stream and ten for each signed head, whatever the number of events. Not thread-safe.
 *
 * <p>What it cannot see: events behind the last signed head that somebody cut off, or changed together with their links,
 * and roots at the end of the topic that are gone, unless one of them was kept elsewhere ({@link #keep}).
 */
public final class HistoryVerifier implements HistorySource.Reader {
    private final Map<String, StreamState> streams = new HashMap<>();
    private final Findings findings = new Findings();
    private final LinkTags tags = new LinkTags();
    private final RootLedger ledger;
    private final StreamCheck check;
    private long events;
    private long withEvents;

    /** One for a source of events; signatures are checked by the issuer's keys. */
    public HistoryVerifier(Delivery delivery, RootSignatures signatures) {
        this.ledger = new RootLedger(signatures, this::signed, this::beginAnew, findings);
        this.check = new StreamCheck(delivery, tags, findings);
    }

    /** A root that was kept elsewhere; it must be among those that come. */
    public void keep(SignedRoot root) {
        ledger.keep(root);
    }

    /** Heads come before events, so all that is known and found so far is from the heads. */
    private void beginAnew() {
        streams.clear();
        findings.clear();
    }

    /** A record of the heads topic, in its order. */
    public void heads(String key, byte[] value) {
        ledger.take(key, value);
    }

    private void signed(StreamHead head) {
        StreamState stream = streams.computeIfAbsent(head.stream(), id -> new StreamState());
        StreamHead before = stream.signed;
        if (before != null && head.seq() <= before.seq()) {
            if (head.seq() < before.seq() || !Arrays.equals(head.link(), before.link())) {
                stream.rewritten = true;
                findings.add(
                        Finding.Kind.REWRITTEN,
                        head.stream(),
                        head.seq(),
                        "a later root was signed over another chain, after event " + before.seq() + " was signed");
                stream.signed = head;
            }
            return;
        }
        stream.signedLinks.add(head.seq(), tags.of(head.link()));
        stream.signed = head;
    }

    @Override
    public void event(HistoryEntry event) {
        StreamState stream = streams.computeIfAbsent(event.stream(), id -> new StreamState());
        events++;
        withEvents += stream.next == 0 ? 1 : 0;
        check.take(stream, event);
    }

    /** Whoever reads what is shown is deceived as by an edited payload, so it is called the same. */
    @Override
    public void untrue(String stream, long seq, String detail) {
        findings.add(Finding.Kind.EDITED, stream, seq, detail);
    }

    /** Everything is read: the answer. Call once. */
    public HistoryReport end() {
        List<Map.Entry<String, StreamState>> all = streams.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(HistoryVerifier::compareUtf8))
                .toList();
        ledger.end(() -> tree(all), signedEvents());
        long unsigned = 0;
        for (Map.Entry<String, StreamState> entry : all) {
            StreamState stream = entry.getValue();
            check.end(entry.getKey(), stream);
            unsigned += Math.max(0, stream.next - 1 - (stream.signed == null ? -1 : stream.signed.seq()));
        }
        boolean complete = ledger.roots() > 0 && check.unproven() == 0;
        HistoryReport.Verdict verdict = findings.tampering()
                ? HistoryReport.Verdict.TAMPERED
                : complete ? HistoryReport.Verdict.INTACT : HistoryReport.Verdict.INCOMPLETE;
        return new HistoryReport(
                verdict,
                events,
                check.repeated(),
                withEvents,
                ledger.roots(),
                ledger.lastRootAt(),
                unsigned,
                check.unproven(),
                findings.listed(),
                findings.more());
    }

    private long signedEvents() {
        return streams.values().stream()
                .mapToLong(stream -> stream.signed == null ? 0 : stream.signed.seq() + 1)
                .sum();
    }

    private static MerkleTree tree(List<Map.Entry<String, StreamState>> sorted) {
        MerkleTree tree = new MerkleTree();
        for (Map.Entry<String, StreamState> entry : sorted) {
            StreamHead signed = entry.getValue().signed;
            if (signed != null) {
                tree.add(signed.leafHash());
            }
        }
        return tree;
    }

    /** The order of UTF-8 bytes, which is that of code points; {@link String#compareTo} differs beyond U+FFFF. */
    static int compareUtf8(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return Integer.compare(rank(one.charAt(i)), rank(other.charAt(i)));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** Halves of what is beyond U+FFFF come last. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
