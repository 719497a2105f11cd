package io.curfew.events.history;

import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of each stream and says where it breaks. An event that does not fit its link is judged when the one
 * behind it has come: that one tells an edited event from an inserted one. Not thread-safe.
 */
final class StreamCheck {
    private final Delivery delivery;
    private final LinkTags tags;
    private final Findings findings;
    private final EventChain chain = new EventChain();
    private long repeated;
    private long unproven;

    StreamCheck(Delivery delivery, LinkTags tags, Findings findings) {
        this.delivery = delivery;
        this.tags = tags;
        this.findings = findings;
    }

    void take(StreamState stream, HistoryEntry event) {
        if (event.seq() < stream.next) {
            again(stream, event);
            return;
        }
        if (event.seq() > stream.next) {
            passOver(stream, event);
        } else if (stream.next == 0) {
            stream.link = chain.start(event.stream());
        }
        follow(stream, event);
        stream.next = event.seq() + 1;
    }

    private void passOver(StreamState stream, HistoryEntry event) {
        settle(stream);
        TreeSet<Long> missing = stream.missing == null ? new TreeSet<>() : stream.missing;
        for (long seq = stream.next; seq < event.seq() && missing.size() < Findings.LISTED; seq++) {
            missing.add(seq);
        }
        stream.missing = missing;
        stream.link = null;
    }

    private void follow(StreamState stream, HistoryEntry event) {
        byte[] claimed = event.chain();
        if (claimed == null || claimed.length != EventChain.BYTES || event.storedDigest() == null) {
            settle(stream);
            unproven(stream, event);
            move(stream, null);
            return;
        }
        if (stream.suspect != null) {
            judge(stream, event, claimed);
            return;
        }
        byte[] previous = stream.link;
        if (previous == null) {
            // What it is linked to is not known, so only its successors can be checked, and its link if it was signed.
            if (stream.missing == null) {
                unproven(stream, event);
            }
            move(stream, claimed);
            compareWithSigned(stream, event.seq(), claimed, claimed);
            return;
        }
        byte[] reckoned = chain.link(previous, chain.leaf(event, event.seq() - stream.shift));
        if (!Arrays.equals(reckoned, claimed)) {
            stream.suspect = new StreamState.Suspect(event, previous, claimed, reckoned);
            move(stream, claimed);
            return;
        }
        move(stream, claimed);
        compareWithSigned(stream, event.seq(), claimed, reckoned);
    }

    private void judge(StreamState stream, HistoryEntry event, byte[] claimed) {
        StreamState.Suspect suspect = Objects.requireNonNull(stream.suspect);
        long seq = event.seq() - stream.shift;
        stream.suspect = null;
        if (links(suspect.previous(), event, seq - 1)) {
            stream.shift++;
            add(Finding.Kind.INSERTED, suspect.event(), "it was never chained, and all behind it were numbered anew");
        } else if (links(suspect.claimed(), event, seq + 1)) {
            stream.shift--;
            add(Finding.Kind.REMOVED, suspect.event(), "an event before it is gone, and all behind were numbered anew");
            compareWithSigned(stream, suspect.event().seq(), suspect.claimed(), suspect.reckoned());
        } else {
            edited(stream, suspect);
        }
        move(stream, claimed);
        compareWithSigned(stream, event.seq(), claimed, claimed);
    }

    /** Whether an event's link is the one that follows from the one before; not when something to tell is missing. */
    private boolean links(byte @Nullable [] previous, HistoryEntry event, long seq) {
        byte[] claimed = event.chain();
        return previous != null
                && claimed != null
                && event.storedDigest() != null
                && Arrays.equals(chain.link(previous, chain.leaf(event, seq)), claimed);
    }

    private static void move(StreamState stream, byte @Nullable [] link) {
        stream.before = stream.link;
        stream.link = link;
    }

    /** A number that was there already, or was passed over. */
    private void again(StreamState stream, HistoryEntry event) {
        if (stream.missing != null && stream.missing.remove(event.seq())) {
            add(Finding.Kind.REORDERED, event, "it comes behind later ones");
            return;
        }
        StreamState.Suspect suspect = stream.suspect;
        boolean last = event.seq() == stream.next - 1;
        long seq = event.seq() - stream.shift;
        if (last && suspect != null && links(suspect.previous(), event, seq)) {
            stream.suspect = null;
            stream.link = event.chain();
            add(Finding.Kind.INSERTED, suspect.event(), "it was never chained; the event of this number follows it");
        } else if (delivery == Delivery.ONCE) {
            add(Finding.Kind.INSERTED, event, "its number is taken");
        } else {
            if (last && suspect == null && stream.before != null && !links(stream.before, event, seq)) {
                add(Finding.Kind.INSERTED, event, "a copy that is not what it claims to repeat");
            }
            repeated++;
        }
    }

    /** What was signed can be the link as it is there, or as it follows from the event: one of them may be edited. */
    private void compareWithSigned(StreamState stream, long at, byte[] claimed, byte[] reckoned) {
        long seq = at - stream.shift;
        while (stream.signedLinks.nextSeq() <= seq) {
            boolean here = stream.signedLinks.nextSeq() == seq;
            long signed = stream.signedLinks.take();
            if (here && !stream.rewritten && signed != tags.of(claimed) && signed != tags.of(reckoned)) {
                stream.rewritten = true;
                String id = Objects.requireNonNull(stream.signed).stream();
                findings.add(Finding.Kind.REWRITTEN, id, seq, "the chain up to here is not the one that was signed");
            }
        }
    }

    private void unproven(StreamState stream, HistoryEntry event) {
        unproven++;
        if (!stream.unproven) {
            stream.unproven = true;
            add(Finding.Kind.UNPROVEN, event, "it carries nothing to check it by");
        }
    }

    private void settle(StreamState stream) {
        if (stream.suspect != null) {
            edited(stream, stream.suspect);
            stream.suspect = null;
        }
    }

    private void edited(StreamState stream, StreamState.Suspect suspect) {
        add(Finding.Kind.EDITED, suspect.event(), "it is not what was chained under this number");
        compareWithSigned(stream, suspect.event().seq(), suspect.claimed(), suspect.reckoned());
    }

    private void add(Finding.Kind kind, HistoryEntry event, String detail) {
        findings.add(kind, event.stream(), event.seq(), detail);
    }

    /** All events of the stream are read. */
    void end(String id, StreamState stream) {
        settle(stream);
        if (stream.missing != null) {
            stream.missing.forEach(seq -> findings.add(Finding.Kind.REMOVED, id, seq, "it is missing"));
        }
        if (stream.signed == null || stream.signed.seq() < stream.next - stream.shift) {
            return;
        }
        if (stream.next == 0) {
            findings.add(
                    Finding.Kind.STREAM_REMOVED, id, 0, "all " + (stream.signed.seq() + 1) + " events are missing");
        } else {
            findings.add(Finding.Kind.CUT, id, stream.next, "the events up to " + stream.signed.seq() + " are missing");
        }
    }

    long repeated() {
        return repeated;
    }

    long unproven() {
        return unproven;
    }
}
