package io.curfew.events.history;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares links with those that were signed; a chain that departs from them is told once. Not thread-safe. */
final class SignedCheck {
    private final LinkTags tags;
    private final Findings findings;

    SignedCheck(LinkTags tags, Findings findings) {
        this.tags = tags;
        this.findings = findings;
    }

    /**
     * Takes the signed links up to this number. What was signed can be the link as it is there, or as it follows from the
     * event: one of them may be edited. Without a link nothing is compared.
     */
    void compare(StreamState stream, long at, byte @Nullable [] claimed, byte[] reckoned) {
        long seq = at - stream.shift;
        while (stream.signedLinks.nextSeq() <= seq) {
            boolean here = stream.signedLinks.nextSeq() == seq;
            long tag = stream.signedLinks.take();
            if (here && claimed != null) {
                compare(stream, seq, tag, claimed, reckoned);
            }
        }
    }

    /** Compares with one that was signed. */
    void compare(StreamState stream, long seq, long tag, byte[] claimed, byte[] reckoned) {
        if (!stream.rewritten && tag != tags.of(claimed) && tag != tags.of(reckoned)) {
            stream.rewritten = true;
            String id = Objects.requireNonNull(stream.signed).stream();
            findings.add(Finding.Kind.REWRITTEN, id, seq, "the chain up to here is not the one that was signed");
        }
    }

    /** Keeps the signed links before this number for events that may come late. */
    void keep(StreamState stream, Gaps gaps, long at) {
        while (stream.signedLinks.nextSeq() < at - stream.shift) {
            long seq = stream.signedLinks.nextSeq();
            gaps.keepSigned(seq + stream.shift, stream.signedLinks.take());
        }
    }
}
