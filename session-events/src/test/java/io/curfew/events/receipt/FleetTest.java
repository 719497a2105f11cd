package io.curfew.events.receipt;

import static io.curfew.events.receipt.Node.published;
import static io.curfew.events.receipt.Node.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.receipt.Proof.Standing;
import io.curfew.events.receipt.Proof.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetTest {
    private final Fleet fleet = new Fleet(Node.TOPIC);
    private final Node a = new Node("a");
    private final Node b = new Node("b");

    @BeforeEach
    void two_nodes_are_there_and_everything_is_witnessed() {
        fleet.begin(null);
        fleet.heard(a.says(100), second(0));
        fleet.heard(b.says(100), second(0));
    }

    @Test
    void complete_when_every_node_has_said_that_it_is_beyond_the_notice() {
        Publication revocation = published(100, 1);

        assertThat(prove(revocation, 1).verdict()).isEqualTo(Verdict.PENDING);
        fleet.heard(a.says(101), second(1.1));
        assertThat(prove(revocation, 1.1).verdict()).isEqualTo(Verdict.PENDING);
        fleet.heard(b.says(100), second(1.2)); // has not applied the notice itself
        assertThat(prove(revocation, 1.2).verdict()).isEqualTo(Verdict.PENDING);
        fleet.heard(b.says(105), second(1.3));

        Proof proof = prove(revocation, 1.3);
        assertThat(proof.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(proof.nodes()).extracting(Proof.Node::since).containsExactly(second(1.1), second(1.3));
        assertThat(proof.delays(revocation)).containsExactly(Duration.ofMillis(100), Duration.ofMillis(300));
    }

    @Test
    void a_node_that_vanished_without_proof_makes_it_unknown_and_never_complete() {
        Publication revocation = published(100, 1);
        fleet.heard(a.says(101), second(1.1));

        for (int second = 7; second < 3600; second++) {
            fleet.heard(a.says(101 + second), second(second));
            Proof proof = prove(revocation, second);
            assertThat(proof.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(standings(proof)).containsExactly(Standing.APPLIED, Standing.UNKNOWN);
        }
        // What bounds it is I1, which the answer names without calling it proof.
        assertThat(prove(revocation, 3600).nodes().get(1).refusesAfter()).isEqualTo(second(21));
    }

    @Test
    void a_node_that_had_vanished_longer_than_its_staleness_before_is_not_expected() {
        fleet.heard(a.says(110), second(21));
        assertThat(proveAfterA(published(110, 19)).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proveAfterA(published(110, 20.1)).verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void a_vanished_node_whose_policy_is_open_stays_expected_for_the_longest_bound() {
        fleet.heard(new Node("c", "epoch-of-c", WhenStale.OPEN).says(100), second(0));
        fleet.heard(b.says(500), second(590));
        assertThat(proveAfterA(published(500, 590)).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proveAfterA(published(500, 601)).nodes())
                .extracting(node -> node.instance().node())
                .doesNotContain("c");
    }

    @Test
    void a_node_that_was_frozen_and_comes_back_is_asked_again() {
        Publication revocation = published(100, 1);
        fleet.heard(a.says(101), second(1.1));
        assertThat(prove(revocation, 30).verdict()).isEqualTo(Verdict.UNKNOWN);
        fleet.heard(b.says(100, NodeState.STALE), second(30.1));
        assertThat(prove(revocation, 30.1).verdict()).isEqualTo(Verdict.PENDING);
        fleet.heard(b.says(130), second(30.2));
        assertThat(prove(revocation, 30.2).verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void a_node_that_said_good_bye_is_done() {
        fleet.heard(b.says(100, NodeState.LEAVING), second(1.2));
        fleet.heard(b.says(100, NodeState.READY), second(1.3)); // never: what comes behind the last word is ignored

        Proof proof = proveAfterA(published(100, 1));

        assertThat(proof.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(standings(proof)).containsExactly(Standing.APPLIED, Standing.ENDED);
    }

    @Test
    void a_failed_node_is_done_only_if_it_fails_closed() {
        fleet.heard(b.says(100, NodeState.FAILED), second(1.2));
        assertThat(proveAfterA(published(100, 1)).verdict()).isEqualTo(Verdict.COMPLETE);

        fleet.heard(new Node("c", "epoch-of-c", WhenStale.OPEN).says(100, NodeState.FAILED), second(1.2));
        assertThat(prove(published(100, 1), 2).verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void a_restart_under_the_same_name_is_no_proof_of_the_end_of_the_earlier_instance() {
        fleet.heard(new Node("b", "second", WhenStale.CLOSED).says(120), second(1.5));
        fleet.heard(a.says(120), second(10));

        assertThat(standings(prove(published(100, 1), 10)))
                .containsExactlyInAnyOrder(Standing.APPLIED, Standing.APPLIED, Standing.UNKNOWN);
    }

    @Test
    void a_node_that_joins_later_is_awaited_until_it_is_ready_and_beyond() {
        Publication revocation = published(100, 1);
        Node c = new Node("c");
        fleet.heard(a.says(101), second(1.1));
        fleet.heard(b.says(101), second(1.1));
        fleet.heard(c.says(101, NodeState.STARTING), second(2));
        assertThat(prove(revocation, 2).verdict()).isEqualTo(Verdict.PENDING);
        fleet.heard(c.says(101), second(3));

        Proof proof = prove(revocation, 3);
        assertThat(proof.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(proof.delays(revocation)).hasSize(2);
    }

    @Test
    void a_position_from_before_the_publication_counts_another_topic_of_the_same_name() {
        // The topic was made anew: its offsets begin again, and both nodes still speak of the old one.
        Publication revocation = published(3, 60);
        fleet.heard(a.says(160), second(60.1));
        fleet.heard(b.says(160), second(60.1));
        assertThat(prove(revocation, 60.1).verdict()).isEqualTo(Verdict.PENDING);
        fleet.heard(a.says(0, NodeState.STALE), second(61));
        fleet.heard(b.says(0, NodeState.STALE), second(61));
        fleet.heard(a.says(4), second(62));
        fleet.heard(b.says(4), second(62));
        assertThat(prove(revocation, 62).verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void a_node_that_reads_the_topic_anew_has_to_come_by_again() {
        fleet.heard(b.says(101), second(1.1));
        assertThat(proveAfterA(published(100, 1)).verdict()).isEqualTo(Verdict.COMPLETE);
        fleet.heard(b.says(40, NodeState.STALE), second(2));
        assertThat(prove(published(100, 1), 2).verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void nothing_is_complete_when_nobody_reports() {
        Fleet nobody = new Fleet(Node.TOPIC);
        nobody.begin(null);
        assertThat(nobody.prove(published(1, 1), second(1)).verdict()).isEqualTo(Verdict.UNKNOWN);

        nobody.heard(a.says(5, NodeState.LEAVING), second(2));
        assertThat(nobody.prove(published(9, 1), second(2)).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void nothing_is_complete_that_was_not_witnessed() {
        fleet.begin(second(0));
        assertThat(proveAfterA(published(100, 1)).verdict()).isNotEqualTo(Verdict.COMPLETE);
        fleet.heard(b.says(101), second(1.1));
        assertThat(prove(published(100, 1), 1.2).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proveBoth(published(1000, 600)).verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void an_unreadable_receipt_may_be_of_a_node_that_nobody_understands() {
        fleet.unreadable(second(0.5));

        assertThat(proveBoth(published(100, 1)).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proveBoth(published(1000, 601)).verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void a_revocation_of_several_notices_is_applied_with_the_last_of_each_partition() {
        Publication several = Publication.of(List.of(
                new Publication.Place(0, 120, second(2)),
                new Publication.Place(0, 110, second(1)),
                new Publication.Place(0, 115, second(3))));

        assertThat(several).isEqualTo(new Publication(Map.of(0, 120L), second(1), second(3)));
        fleet.heard(b.says(120), second(3.1));
        assertThat(standings(prove(several, 3.1))).containsExactly(Standing.PENDING, Standing.PENDING);
        fleet.heard(b.says(121), second(3.2));
        assertThat(standings(prove(several, 3.2))).containsExactly(Standing.PENDING, Standing.APPLIED);
    }

    private Proof prove(Publication revocation, double now) {
        return fleet.prove(revocation, second(now));
    }

    /** Node a applies it at once; asked so much later that nobody's silence is a matter of moments. */
    private Proof proveAfterA(Publication revocation) {
        fleet.heard(a.says(revocation.places().get(0) + 1), revocation.last().plusMillis(100));
        return fleet.prove(revocation, revocation.last().plusSeconds(10));
    }

    private Proof proveBoth(Publication revocation) {
        fleet.heard(b.says(revocation.places().get(0) + 1), revocation.last().plusMillis(100));
        return proveAfterA(revocation);
    }

    private static List<Standing> standings(Proof proof) {
        return proof.nodes().stream().map(Proof.Node::standing).toList();
    }
}
