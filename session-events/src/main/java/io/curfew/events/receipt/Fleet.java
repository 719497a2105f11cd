package io.curfew.events.receipt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The running listeners as their receipts show them, and what that proves about a revocation. It speaks of those that
 * report, and of no others.
 *
 * <p>COMPLETE is said only of what was witnessed, and means: no listener that reports accepts what was revoked in a check
 * begun from now on. Why that holds: (1) the receipts topic has one partition, and somebody's receipt that covers the
 * revocation was appended after it; having read that one, every earlier receipt of every node has been read. (2) So each
 * instance that reported within its bound before the publication is known, and is expected: it covers the revocation, or
 * has said as its last word that it accepts nothing. (3) An instance whose last word is older than its bound is not
 * expected: one that fails closed accepts nothing after {@code maxStaleness} without word from Kafka (I1). (4) An instance
 * that starts, or comes back from a silence as long, says so before it has caught up; so one that is not expected is not
 * ready yet, and becomes so only with everything published before (I12); save one that could not write for the first five
 * seconds of its life. Once heard it makes the verdict PENDING until it
 * covers the revocation. Silence alone is never proof: an expected instance that falls silent stays
 * UNKNOWN for that revocation for as long as it is silent.
 *
 * <p>All of this rests on the order of the log and the broker's clock; {@code now} only tells PENDING from UNKNOWN.
 * Does no I/O. Thread-safe by its monitor.
 */
public final class Fleet {
    /** For clocks that differ between brokers, and for receipts under way. */
    public static final Duration MARGIN = Duration.ofSeconds(5);
    /** Who has been silent for so long is silent: five heartbeats. */
    public static final Duration SILENT_AFTER = Duration.ofSeconds(5);
    /** The longest that an instance is expected after its last word; the bound of those that do not fail closed. */
    public static final Duration LONGEST_BOUND = Duration.ofMinutes(10);
    /** How far back to read, so that whoever is expected for something published half as long ago is known. */
    public static final Duration LOOKBACK = LONGEST_BOUND.multipliedBy(2);
    /** After that nothing is left to prove: notices are not kept longer. */
    private static final Duration FORGET_AFTER = Duration.ofHours(24);

    private final String topic;
    private final Map<NodeInstance, Instance> instances = new LinkedHashMap<>();
    private @Nullable Instant witnessedFrom = Instant.MAX;
    private Instant newest = Instant.MIN;

    /** That of the listeners which read the revocation topic of this name. */
    public Fleet(String topic) {
        this.topic = topic;
    }

    /**
     * From here on every receipt is heard.
     *
     * @param since when the first of them was appended, or null when there was none before it, ever
     */
    public synchronized void begin(@Nullable Instant since) {
        witnessedFrom = since == null ? null : since.plus(LONGEST_BOUND);
        notifyAll();
    }

    /** A receipt; in the order of the log, any number of times. */
    public synchronized void heard(NodeReceipt receipt, Instant appendedAt) {
        if (!receipt.topic().equals(topic)) {
            return;
        }
        Instance known = instances.get(receipt.instance());
        if (known == null) {
            instances.put(receipt.instance(), new Instance(receipt, appendedAt));
            forget(appendedAt);
        } else {
            known.heard(receipt, appendedAt);
        }
        newest = appendedAt.isAfter(newest) ? appendedAt : newest;
        notifyAll();
    }

    /** A record that is no receipt: somebody may be there who is not understood, so nothing is proved for a while. */
    public synchronized void unreadable(Instant appendedAt) {
        Instant until = appendedAt.plus(LONGEST_BOUND);
        witnessedFrom = witnessedFrom == null || until.isAfter(witnessedFrom) ? until : witnessedFrom;
        notifyAll();
    }

    /** What is proved about a revocation. */
    public synchronized Proof prove(Publication publication, Instant now) {
        List<Proof.Node> nodes = new ArrayList<>();
        instances.forEach((id, instance) -> {
            Proof.Node node = standing(id, instance, publication, now);
            if (node != null) {
                nodes.add(node);
            }
        });
        nodes.sort(Comparator.comparing((Proof.Node node) -> node.instance().key())
                .thenComparing(node -> node.instance().epoch()));
        return new Proof(verdict(nodes, publication), nodes);
    }

    /** The last word of every instance that is heard of now or was not long ago. */
    public synchronized List<Word> words(Instant now) {
        List<Word> words = new ArrayList<>();
        instances.values().stream()
                .filter(instance -> instance.heardAt().plus(LONGEST_BOUND).isAfter(now))
                .forEach(instance -> words.add(new Word(instance.last(), instance.heardAt(), isSilent(instance, now))));
        words.sort(Comparator.comparing((Word word) -> word.receipt().instance().key())
                .thenComparing(word -> word.receipt().epoch()));
        return words;
    }

    /** What an instance said last, and when that reached the topic (broker's time). */
    public record Word(NodeReceipt receipt, Instant heardAt, boolean silent) {}

    /** Waits until a revocation is COMPLETE, for so long at most; answers what is proved then. */
    public synchronized Proof awaitComplete(Publication publication, Clock clock, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Proof proof = prove(publication, clock.instant());
        while (proof.verdict() != Proof.Verdict.COMPLETE && deadline - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            proof = prove(publication, clock.instant());
        }
        return proof;
    }

    private Proof.@Nullable Node standing(NodeInstance id, Instance instance, Publication publication, Instant now) {
        Instant heardAt = instance.heardAt();
        Instant since = instance.appliedSince(publication, MARGIN);
        Proof.Standing standing;
        if (since != null) {
            standing = Proof.Standing.APPLIED;
        } else if (heardAt.plus(bound(instance)).isBefore(publication.first())) {
            return null;
        } else if (instance.ended()) {
            standing = Proof.Standing.ENDED;
        } else {
            standing = isSilent(instance, now) ? Proof.Standing.UNKNOWN : Proof.Standing.PENDING;
        }
        NodeReceipt last = instance.last();
        Instant refusesAfter = standing == Proof.Standing.UNKNOWN && last.whenStale() == WhenStale.CLOSED
                ? publication.last().plus(last.maxStaleness()).plus(MARGIN)
                : null;
        return new Proof.Node(id, standing, last.state(), instance.knownSince(), since, heardAt, refusesAfter);
    }

    private Proof.Verdict verdict(List<Proof.Node> nodes, Publication publication) {
        if (nodes.stream().anyMatch(node -> node.standing() == Proof.Standing.UNKNOWN)) {
            return Proof.Verdict.UNKNOWN;
        } else if (nodes.stream().anyMatch(node -> node.standing() == Proof.Standing.PENDING)) {
            return Proof.Verdict.PENDING;
        }
        boolean witnessed = witnessedFrom == null || !publication.first().isBefore(witnessedFrom);
        boolean applied = nodes.stream().anyMatch(node -> node.standing() == Proof.Standing.APPLIED);
        return witnessed && applied ? Proof.Verdict.COMPLETE : Proof.Verdict.UNKNOWN;
    }

    private static Duration bound(Instance instance) {
        NodeReceipt last = instance.last();
        Duration closed = instance.ended() ? MARGIN : last.maxStaleness().plus(MARGIN);
        boolean holds = instance.ended() || last.whenStale() == WhenStale.CLOSED;
        return holds && closed.compareTo(LONGEST_BOUND) < 0 ? closed : LONGEST_BOUND;
    }

    private static boolean isSilent(Instance instance, Instant now) {
        return instance.heardAt().plus(SILENT_AFTER).isBefore(now);
    }

    private void forget(Instant now) {
        instances
                .values()
                .removeIf(instance -> instance.heardAt().plus(FORGET_AFTER).isBefore(now));
    }
}
