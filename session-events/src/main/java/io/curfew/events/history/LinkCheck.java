package io.curfew.events.history;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of each stream and says where it breaks. An event that does not fit its link is judged when the one
 * behind it has come: that one tells an edited event from an inserted one. So is an event without a link: what its link
 * must have been follows from the event and is what its successor, or a signed head, builds on. Not thread-safe.
 */
final class LinkCheck {
    private final SignedCheck signed;
    private final Findings findings;
    private final EventChain chain = new EventChain();
    private long unproven;

    LinkCheck(LinkTags tags, Findings findings) {
        this.signed = new SignedCheck(tags, findings);
        this.findings = findings;
    }

    /** The first event of a stream is next. */
    void begin(StreamState stream, HistoryEntry event) {
        stream.link = chain.start(event.stream());
    }

    /** An event is next whose number is not. */
    void passOver(StreamState stream, HistoryEntry event) {
        settle(stream);
        Gaps gaps = stream.gaps == null ? new Gaps() : stream.gaps;
        stream.gaps = gaps;
        byte[] before = stream.next == 0 ? chain.start(event.stream()) : stream.link;
        gaps.open(new Gaps.Gap(stream.next, event.seq(), before, leaf(event, event.seq() - stream.shift), link(event)));
        signed.keep(stream, gaps, event.seq());
        stream.link = null;
    }

    /** An event whose number is next, or behind a gap. */
    void follow(StreamState stream, HistoryEntry event) {
        byte[] claimed = link(event);
        byte[] leaf = leaf(event, event.seq() - stream.shift);
        byte[] previous = stream.link;
        if (claimed == null || leaf == null) {
            unlinked(stream, event, claimed, leaf);
            return;
        }
        stream.firstLinked = Math.min(stream.firstLinked, event.seq());
        if (stream.suspect != null) {
            judge(stream, event, claimed);
            return;
        }
        if (previous == null) {
            // What it is linked to is not known, so only its successors can be checked, and its link if it was signed.
            if (stream.gaps == null || stream.gaps.at(event.seq() - 1) == null) {
                unproven(stream, event);
            }
            move(stream, claimed);
            signed.compare(stream, event.seq(), claimed, claimed);
            return;
        }
        byte[] reckoned = chain.link(previous, leaf);
        move(stream, claimed);
        if (Arrays.equals(reckoned, claimed)) {
            signed.compare(stream, event.seq(), claimed, reckoned);
        } else {
            stream.suspect = new StreamState.Suspect(event, previous, claimed, reckoned);
        }
    }

    private void unlinked(StreamState stream, HistoryEntry event, byte @Nullable [] claimed, byte @Nullable [] leaf) {
        settle(stream);
        stripped(stream, event);
        byte[] previous = stream.link;
        byte[] reckoned = previous == null || leaf == null ? null : chain.link(previous, leaf);
        if (claimed == null && reckoned != null) {
            stream.suspect = new StreamState.Suspect(event, Objects.requireNonNull(previous), null, reckoned);
        }
        move(stream, claimed == null ? reckoned : claimed);
    }

    /** Where a root covers it, only what was published before there was a chain may lack its link, and it lacks all. */
    private void stripped(StreamState stream, HistoryEntry event) {
        boolean covered = stream.signed != null && event.seq() - stream.shift <= stream.signed.seq();
        boolean half = event.chain() != null || event.storedDigest() != null;
        if (covered && (half || event.seq() > stream.firstLinked)) {
            unproven++;
            add(Finding.Kind.STRIPPED, event, "its link, or the digest of its stored form, was taken away");
        } else {
            unproven(stream, event);
        }
    }

    private void judge(StreamState stream, HistoryEntry event, byte[] claimed) {
        StreamState.Suspect suspect = Objects.requireNonNull(stream.suspect);
        long seq = event.seq() - stream.shift;
        stream.suspect = null;
        if (suspect.claimed() == null && fits(suspect.reckoned(), event, seq)) {
            signed.compare(stream, suspect.event().seq(), suspect.reckoned(), suspect.reckoned());
        } else if (fits(suspect.previous(), event, seq - 1)) {
            stream.shift++;
            add(Finding.Kind.INSERTED, suspect.event(), "it was never chained, and all behind it were numbered anew");
        } else if (fits(suspect.claimed(), event, seq + 1)) {
            stream.shift--;
            add(Finding.Kind.REMOVED, suspect.event(), "an event before it is gone, and all behind were numbered anew");
            signed.compare(stream, suspect.event().seq(), suspect.claimed(), suspect.reckoned());
        } else {
            edited(stream, suspect);
        }
        move(stream, claimed);
        signed.compare(stream, event.seq(), claimed, claimed);
    }

    /** No successor will tell what became of the suspect. */
    void settle(StreamState stream) {
        StreamState.Suspect suspect = stream.suspect;
        stream.suspect = null;
        if (suspect != null && suspect.claimed() != null) {
            edited(stream, suspect);
        } else if (suspect != null) {
            signed.compare(stream, suspect.event().seq(), suspect.reckoned(), suspect.reckoned());
        }
    }

    private void edited(StreamState stream, StreamState.Suspect suspect) {
        add(Finding.Kind.EDITED, suspect.event(), "it is not what was chained under this number");
        signed.compare(stream, suspect.event().seq(), suspect.claimed(), suspect.reckoned());
    }

    /** An event comes for a number that was passed over. */
    void late(StreamState stream, HistoryEntry event, Gaps.Gap gap) {
        Gaps gaps = Objects.requireNonNull(stream.gaps);
        byte[] claimed = link(event);
        byte[] leaf = leaf(event, event.seq() - stream.shift);
        byte[] reckoned = leaf == null || gap.before() == null || event.seq() != gap.first()
                ? null
                : chain.link(gap.before(), leaf);
        if (claimed == null || leaf == null) {
            stripped(stream, event);
        }
        byte[] link = claimed == null ? reckoned : claimed;
        if (reckoned != null && !Arrays.equals(reckoned, link)) {
            add(Finding.Kind.EDITED, event, "it is not what was chained under this number");
        }
        if (link != null) {
            Long tag = gaps.takeSigned(event.seq());
            if (tag != null) {
                signed.compare(stream, event.seq() - stream.shift, tag, link, reckoned == null ? link : reckoned);
            }
        }
        byte[] behind = event.seq() + 1 == gap.end() ? gap.leaf() : null;
        if (link != null && behind != null && gap.link() != null) {
            if (!Arrays.equals(chain.link(link, behind), gap.link())) {
                findings.add(Finding.Kind.EDITED, event.stream(), gap.end(), "it does not follow the one before it");
            }
        }
        gaps.fill(gap, event.seq(), leaf, link);
    }

    /** Whether an event's link is the one that follows from the one before; not when something to tell is missing. */
    boolean fits(byte @Nullable [] previous, HistoryEntry event, long seq) {
        byte[] leaf = leaf(event, seq);
        return previous != null && leaf != null && Arrays.equals(chain.link(previous, leaf), event.chain());
    }

    private static byte @Nullable [] link(HistoryEntry event) {
        byte[] link = event.chain();
        return link == null || link.length != EventChain.BYTES ? null : link;
    }

    private byte @Nullable [] leaf(HistoryEntry event, long seq) {
        byte[] stored = event.storedDigest();
        return stored == null || stored.length != EventChain.BYTES ? null : chain.leaf(event, seq);
    }

    private static void move(StreamState stream, byte @Nullable [] link) {
        stream.before = stream.link;
        stream.link = link;
    }

    private void unproven(StreamState stream, HistoryEntry event) {
        unproven++;
        if (!stream.unproven) {
            stream.unproven = true;
            add(Finding.Kind.UNPROVEN, event, "it carries nothing to check it by");
        }
    }

    private void add(Finding.Kind kind, HistoryEntry event, String detail) {
        findings.add(kind, event.stream(), event.seq(), detail);
    }

    long unproven() {
        return unproven;
    }
}
