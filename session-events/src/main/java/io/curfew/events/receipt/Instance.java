package io.curfew.events.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one running listener has said so far, in order of its own numbering. Guarded by its {@link Fleet}. */
final class Instance {
    /** Twenty minutes of a position that moves with every watermark; beyond that "since" is no earlier than known. */
    private static final int HISTORY = 1200;

    private record Position(Map<Integer, Long> applied, Instant appendedAt) {}

    private final Deque<Position> positions = new ArrayDeque<>();
    private NodeReceipt last;
    private Instant heardAt;

    Instance(NodeReceipt first, Instant appendedAt) {
        this.last = first;
        this.heardAt = appendedAt;
        positions.addLast(new Position(first.applied(), appendedAt));
    }

    /** Takes a receipt; one that was overtaken or repeated changes nothing but when it was heard. */
    void heard(NodeReceipt receipt, Instant appendedAt) {
        heardAt = appendedAt.isAfter(heardAt) ? appendedAt : heardAt;
        if (receipt.seq() <= last.seq() || left()) {
            return;
        }
        if (!receipt.applied().equals(last.applied())) {
            positions.addLast(new Position(receipt.applied(), appendedAt));
            if (positions.size() > HISTORY) {
                positions.removeFirst();
            }
        }
        last = receipt;
    }

    NodeReceipt last() {
        return last;
    }

    Instant heardAt() {
        return heardAt;
    }

    /** From when on its positions are known. */
    Instant knownSince() {
        return positions.getFirst().appendedAt();
    }

    /** Whether it has said that nothing more will be accepted. */
    boolean ended() {
        return left() || (last.state() == NodeState.FAILED && last.whenStale() == WhenStale.CLOSED);
    }

    private boolean left() {
        return last.state() == NodeState.LEAVING;
    }

    /**
     * Since when its position has been beyond the publication without a break, or null when it is not. Who is beyond it
     * before it was published counts the offsets of another incarnation of the topic, and has proved nothing.
     */
    @Nullable
    Instant appliedSince(Publication publication, Duration clockMargin) {
        Instant since = null;
        Iterator<Position> newestFirst = positions.descendingIterator();
        while (newestFirst.hasNext()) {
            Position position = newestFirst.next();
            if (!publication.within(position.applied())) {
                break;
            }
            since = position.appendedAt();
        }
        boolean impossible = since != null && since.isBefore(publication.first().minus(clockMargin));
        return impossible || last.state() == NodeState.STARTING ? null : since;
    }
}
