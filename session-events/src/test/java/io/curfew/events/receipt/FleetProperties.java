package io.curfew.events.receipt;

import static io.curfew.events.receipt.Node.published;
import static io.curfew.events.receipt.Node.second;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the fold promises, against a platform whose truth is known. */
class FleetProperties {
    private static final int SECONDS = 120;

    /** The product's promise: once COMPLETE was said, nobody accepts what was revoked; whatever the observer's clock. */
    @Property(tries = 20_000)
    void complete_means_that_nobody_accepts_what_was_revoked(@ForAll long seed) {
        SimulatedPlatform platform = new SimulatedPlatform(seed);
        boolean complete = false;
        for (int second = 0; second < SECONDS; second++) {
            platform.step();
            complete |= platform.revoked() && platform.verdict() == Proof.Verdict.COMPLETE;
            if (complete) {
                assertThat(platform.anybodyAccepts()).as("second %s", second).isFalse();
            }
        }
    }

    /** A promise kept by saying nothing would be worth nothing. */
    @Property(tries = 20)
    void complete_is_said_in_most_runs(@ForAll long seed) {
        int said = 0;
        for (int run = 0; run < 100; run++) {
            SimulatedPlatform platform = new SimulatedPlatform(seed * 31 + run);
            boolean complete = false;
            for (int second = 0; second < SECONDS; second++) {
                platform.step();
                complete |= platform.revoked() && platform.verdict() == Proof.Verdict.COMPLETE;
            }
            said += complete ? 1 : 0;
        }
        assertThat(said).isGreaterThan(30);
    }

    /** Receipts repeated, or out of order, can delay a proof; they cannot make one. */
    @Property(tries = 2_000)
    void I11_order_and_repetition_do_not_make_a_proof(@ForAll long seed) {
        Random random = new Random(seed);
        List<NodeReceipt> receipts = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            Node node = new Node(name);
            for (int applied = 98; applied < 104; applied++) {
                NodeReceipt receipt = node.says(applied, random.nextInt(9) == 0 ? NodeState.STALE : NodeState.READY);
                receipts.addAll(random.nextInt(3) == 0 ? List.of(receipt, receipt) : List.of(receipt));
            }
        }
        Fleet ordered = fleet(receipts);
        Collections.shuffle(receipts, random);
        Fleet shuffled = fleet(receipts);

        for (long offset = 97; offset < 106; offset++) {
            Publication publication = published(offset, -2);
            assertThat(shuffled.prove(publication, second(1)).verdict())
                    .isEqualTo(ordered.prove(publication, second(1)).verdict());
        }
    }

    private static Fleet fleet(List<NodeReceipt> receipts) {
        Fleet fleet = new Fleet(Node.TOPIC);
        fleet.begin(null);
        receipts.forEach(receipt -> fleet.heard(receipt, second(0)));
        return fleet;
    }
}
