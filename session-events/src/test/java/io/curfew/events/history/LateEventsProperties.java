package io.curfew.events.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.history.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A node that dies before it has sent an event leaves it to another node, which sends it behind later ones. */
class LateEventsProperties {

    @Property(tries = 500)
    void events_that_come_late_and_twice_on_a_topic_are_intact(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        mix(history, seed);
        List<HistoryEntry> copies = new ArrayList<>(history.events);
        Collections.shuffle(copies, new Random(seed));
        history.events.addAll(copies);

        HistoryReport report = history.verify(Delivery.AT_LEAST_ONCE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.INTACT);
        assertThat(report.repeated()).isEqualTo(copies.size());
    }

    @Property(tries = 500)
    void an_edited_event_is_found_also_when_it_comes_late(
            @ForAll long seed, @ForAll HistoryVerifierProperties.Field field) {
        SimulatedHistory history = new SimulatedHistory(seed);
        mix(history, seed);
        int at = new Random(seed).nextInt(history.events.size());
        HistoryEntry event = history.events.get(at);
        StreamHead head = history.signed.get(event.stream());
        Assume.that(head != null && head.seq() >= event.seq());
        history.events.set(at, field.edit(event));

        HistoryReport report = history.verify(Delivery.AT_LEAST_ONCE);

        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.TAMPERED);
        assertThat(report.findings()).extracting(Finding::stream).containsOnly(event.stream());
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.seq()).isBetween(event.seq(), event.seq() + 1));
    }

    @Property(tries = 300)
    void an_event_that_never_comes_is_missing(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        mix(history, seed);
        HistoryEntry event = history.events.remove(new Random(seed).nextInt(history.events.size()));
        boolean middle = history.events.stream()
                .anyMatch(other -> other.stream().equals(event.stream()) && other.seq() > event.seq());
        Assume.that(middle);

        assertThat(history.verify(Delivery.AT_LEAST_ONCE).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.REMOVED);
                    assertThat(finding.stream()).isEqualTo(event.stream());
                    assertThat(finding.seq()).isEqualTo(event.seq());
                });
    }

    @Property(tries = 300)
    void a_rewritten_chain_is_found_also_when_its_signed_events_come_late(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = new Random(seed).nextInt(history.events.size());
        HistoryEntry event = history.events.get(at);
        StreamHead head = history.signed.get(event.stream());
        Assume.that(head != null && head.seq() >= event.seq());
        history.events.set(at, HistoryVerifierProperties.Field.PAYLOAD.edit(event));
        history.linkAnew(event.stream());
        mix(history, seed);

        assertThat(history.verify(Delivery.AT_LEAST_ONCE).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.REWRITTEN));
    }

    private static void mix(SimulatedHistory history, long seed) {
        Random random = new Random(seed);
        HistoryEntry[] events = history.events.toArray(HistoryEntry[]::new);
        for (int moves = random.nextInt(6); moves > 0; moves--) {
            int from = random.nextInt(events.length);
            int to = from + random.nextInt(events.length - from);
            Collections.rotate(Arrays.asList(events).subList(from, to + 1), -1);
        }
        history.events.clear();
        history.events.addAll(List.of(events));
    }
}
