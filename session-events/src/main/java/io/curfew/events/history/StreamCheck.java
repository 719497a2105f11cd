package io.curfew.events.history;

import java.util.Objects;

/**
 * Follows the numbers of each stream: what misses, what comes twice or late. A topic may bring events late, because a node
 * that dies before it has sent one leaves it to another: there only what never comes is missing. Not thread-safe.
 */
final class StreamCheck {
    private final Delivery delivery;
    private final LinkCheck links;
    private final Findings findings;
    private long repeated;

    StreamCheck(Delivery delivery, LinkTags tags, Findings findings) {
        this.delivery = delivery;
        this.links = new LinkCheck(tags, findings);
        this.findings = findings;
    }

    void take(StreamState stream, HistoryEntry event) {
        if (event.seq() < stream.next) {
            again(stream, event);
            return;
        }
        if (event.seq() > stream.next) {
            links.passOver(stream, event);
        } else if (stream.next == 0) {
            links.begin(stream, event);
        }
        links.follow(stream, event);
        stream.next = event.seq() + 1;
    }

    /** A number that was there already, or was passed over. */
    private void again(StreamState stream, HistoryEntry event) {
        Gaps.Gap gap = stream.gaps == null ? null : stream.gaps.at(event.seq());
        if (gap != null) {
            if (delivery == Delivery.ONCE) {
                add(Finding.Kind.REORDERED, event, "it comes behind later ones");
            }
            links.late(stream, event, gap);
            return;
        }
        StreamState.Suspect suspect = stream.suspect;
        boolean last = event.seq() == stream.next - 1;
        long seq = event.seq() - stream.shift;
        if (last && suspect != null && links.fits(suspect.previous(), event, seq)) {
            stream.suspect = null;
            stream.link = event.chain();
            add(Finding.Kind.INSERTED, suspect.event(), "it was never chained; the event of this number follows it");
        } else if (delivery == Delivery.ONCE) {
            add(Finding.Kind.INSERTED, event, "its number is taken");
        } else {
            if (last && suspect == null && stream.before != null && !links.fits(stream.before, event, seq)) {
                add(Finding.Kind.INSERTED, event, "a copy that is not what it claims to repeat");
            }
            repeated++;
        }
    }

    private void add(Finding.Kind kind, HistoryEntry event, String detail) {
        findings.add(kind, event.stream(), event.seq(), detail);
    }

    /** All events of the stream are read. */
    void end(String id, StreamState stream) {
        links.settle(stream);
        if (stream.gaps != null) {
            stream.gaps.forEach(Findings.LISTED, seq -> findings.add(Finding.Kind.REMOVED, id, seq, "it is missing"));
        }
        if (stream.signed == null || stream.signed.seq() < stream.next - stream.shift) {
            return;
        }
        long last = Objects.requireNonNull(stream.signed).seq();
        if (stream.next == 0) {
            findings.add(Finding.Kind.STREAM_REMOVED, id, 0, "all " + (last + 1) + " events are missing");
        } else {
            findings.add(Finding.Kind.CUT, id, stream.next, "the events up to " + last + " are missing");
        }
    }

    long repeated() {
        return repeated;
    }

    long unproven() {
        return links.unproven();
    }
}
