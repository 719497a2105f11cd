package io.curfew.events.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.curfew.events.history.Finding.Kind;
import io.curfew.events.history.SimulatedHistory.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A heads topic whose front was lost, by a retention that is too short, and that was filled again. */
class RefilledTopicProperties {

    @Property(tries = 200)
    void a_topic_that_lost_its_front_is_intact_once_all_is_told_again(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        List<Told> all = List.copyOf(history.told);
        loseFront(history, seed);
        assertThat(history.verify(Delivery.ONCE).verdict()).isEqualTo(HistoryReport.Verdict.TAMPERED);

        history.told.addAll(all);
        HistoryReport report = history.verify(Delivery.ONCE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.INTACT);
        assertThat(report.roots()).isEqualTo(history.roots);
    }

    @Property(tries = 200)
    void roots_from_before_that_are_not_told_again_are_missing(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        List<Told> again = new ArrayList<>(history.told);
        again.remove(again.size() - 1);
        loseFront(history, seed);

        history.told.addAll(again);

        assertThat(history.verify(Delivery.ONCE).findings())
                .extracting(Finding::kind, Finding::seq)
                .contains(tuple(Kind.ROOT_REMOVED, history.roots));
    }

    /** Some records, so many that the first root is incomplete, and never all. */
    private static void loseFront(SimulatedHistory history, long seed) {
        int lost = 1 + new Random(seed).nextInt(history.told.size() - 1);
        history.told.subList(0, lost).clear();
    }
}
