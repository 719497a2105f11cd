package io.curfew.events.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the receipts prove about one revocation. Immutable and thread-safe.
 *
 * @param verdict of all nodes together
 * @param nodes every running listener that the verdict is about
 */
public record Proof(Verdict verdict, List<Node> nodes) {

    /** Makes the list immutable. */
    public Proof {
        nodes = List.copyOf(nodes);
    }

    /** Of all nodes together. */
    public enum Verdict {
        /** At least one has applied it, and each other has applied it too or accepts nothing any more. */
        COMPLETE,
        /** Some node that is heard of has yet to say so. */
        PENDING,
        /** Some node has gone without proof, or what was said at the time was not seen: it cannot be told. */
        UNKNOWN
    }

    /** Of one node. */
    public enum Standing {
        /** It has said that it applied it. */
        APPLIED,
        /** It is heard of, and has not said so yet. */
        PENDING,
        /** It is silent, and was not when the revocation was published. */
        UNKNOWN,
        /** It said that it will accept nothing any more. */
        ENDED
    }

    /**
     * One running listener.
     *
     * @param knownSince from when on its positions are known (broker's time)
     * @param since when its word that it applied it reached the topic (broker's time), or null; at the latest then
     * @param heardAt when its last word reached the topic (broker's time)
     * @param refusesAfter for a silent node that fails closed: from then on its bounded staleness (I1) keeps it from
     *     accepting what was revoked, whether or not it lives; else null
     */
    public record Node(
            NodeInstance instance,
            Standing standing,
            NodeState state,
            Instant knownSince,
            @Nullable Instant since,
            Instant heardAt,
            @Nullable Instant refusesAfter) {}

    /**
     * How long each took that was there and has applied it, shortest first: from the last notice to the node's word in the
     * topic, both by the broker's clock.
     */
    public List<Duration> delays(Publication publication) {
        List<Duration> delays = new ArrayList<>();
        for (Node node : nodes) {
            Instant since = node.since();
            // Who came later was late for nothing.
            if (since != null && !node.knownSince().isAfter(publication.last())) {
                Duration delay = Duration.between(publication.last(), since);
                delays.add(delay.isNegative() ? Duration.ZERO : delay);
            }
        }
        delays.sort(null);
        return List.copyOf(delays);
    }
}
