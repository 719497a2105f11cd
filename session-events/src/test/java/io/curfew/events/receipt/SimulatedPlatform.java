package io.curfew.events.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A topic, listeners that read it and report, are cut off, frozen, killed, closed and started, second by second at
 * random, and an observer that lags behind. It knows the truth that the {@link Fleet} can only conclude.
 */
final class SimulatedPlatform {
    static final int MAX_STALENESS = 6;
    private static final Duration STALENESS = Duration.ofSeconds(MAX_STALENESS);

    private record Logged(NodeReceipt receipt, Instant appendedAt) {}

    /** One listener as it really is. */
    private final class Listener {
        private final NodeReceipt template;
        private long seq;
        private long applied;
        private int asOf = Integer.MIN_VALUE / 2;
        private boolean caughtUp;
        private int unheard;
        private int awayUntil;
        private boolean away;
        private boolean frozen;

        Listener(int number) {
            applied = Math.max(0, end - random.nextInt(4));
            template = new Node("node-" + random.nextInt(3), "epoch-" + number, WhenStale.CLOSED).says(applied);
            report(NodeState.STARTING);
        }

        /** Whether a token of the revoked session passes, in a check begun now. */
        boolean accepts() {
            return !(away && frozen) && caughtUp && now - asOf <= MAX_STALENESS && applied <= revokedAt;
        }

        void step() {
            if (now < awayUntil) {
                return; // neither reads nor reports; but who is only cut off goes on checking
            }
            if (away) {
                // Who comes back says so before it knows enough to accept anything.
                away = false;
                report(now - asOf <= MAX_STALENESS ? NodeState.READY : NodeState.STALE);
                return;
            }
            if (random.nextInt(12) == 0) {
                away = true;
                frozen = random.nextBoolean();
                awayUntil = now + 1 + random.nextInt(40);
                return;
            }
            if (random.nextInt(3) > 0) {
                applied = end;
                asOf = now;
                caughtUp = true;
            }
            // A report may be late, though not by more than a node is expected for.
            if (random.nextInt(4) > 0 || ++unheard >= 3) {
                report(
                        !caughtUp
                                ? NodeState.STARTING
                                : now - asOf <= MAX_STALENESS ? NodeState.READY : NodeState.STALE);
            }
        }

        void report(NodeState state) {
            unheard = 0;
            NodeReceipt receipt = new NodeReceipt(
                    template.service(),
                    template.node(),
                    template.epoch(),
                    seq++,
                    Node.TOPIC,
                    Map.of(0, applied),
                    Instant.EPOCH,
                    state,
                    STALENESS,
                    WhenStale.CLOSED);
            log.add(new Logged(receipt, Node.second(now + random.nextInt(900) / 1000.0)));
            if (random.nextInt(8) == 0) {
                log.add(log.get(log.size() - 1)); // sent twice
            }
        }
    }

    private final Random random;
    private final Fleet fleet = new Fleet(Node.TOPIC);
    private final List<Logged> log = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final int revokeAtSecond;
    private int now;
    private int read;
    private int started;
    private long end = 10;
    private long revokedAt = Long.MAX_VALUE;

    SimulatedPlatform(long seed) {
        random = new Random(seed);
        revokeAtSecond = 10 + random.nextInt(40);
        fleet.begin(null);
    }

    /** One second passes. */
    void step() {
        now++;
        if (now == revokeAtSecond) {
            revokedAt = end++;
        }
        end++; // the watermark
        if (listeners.isEmpty() || (listeners.size() < 4 && random.nextInt(15) == 0)) {
            listeners.add(new Listener(started++));
        }
        if (random.nextInt(25) == 0) {
            Listener gone = listeners.remove(random.nextInt(listeners.size()));
            if (random.nextBoolean() && !gone.away) {
                gone.report(NodeState.LEAVING);
            }
        }
        listeners.forEach(Listener::step);
        int upTo = random.nextInt(6) == 0 ? read + random.nextInt(log.size() - read + 1) : log.size();
        for (; read < upTo; read++) {
            fleet.heard(log.get(read).receipt(), log.get(read).appendedAt());
        }
    }

    boolean revoked() {
        return now >= revokeAtSecond;
    }

    boolean anybodyAccepts() {
        return revoked() && listeners.stream().anyMatch(Listener::accepts);
    }

    /** What the observer concludes; its clock is off by up to an hour. */
    Proof.Verdict verdict() {
        Publication publication = Node.published(revokedAt, revokeAtSecond);
        return fleet.prove(publication, Node.second(now + random.nextInt(7200) - 3600))
                .verdict();
    }
}
