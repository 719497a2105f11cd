package io.curfew.events.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.history.Finding.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever single thing is done to the events of whatever history: it is found, and where. */
class HistoryVerifierProperties {

    @Property(tries = 300)
    void an_untouched_history_is_intact_also_when_it_is_told_twice(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        history.told.addAll(List.copyOf(history.told));
        HistoryReport once = history.verify(Delivery.ONCE);
        history.events.addAll(List.copyOf(history.events));
        HistoryReport twice = history.verify(Delivery.AT_LEAST_ONCE);

        assertThat(once.findings()).isEmpty();
        assertThat(once.verdict()).isEqualTo(HistoryReport.Verdict.INTACT);
        assertThat(once.roots()).isEqualTo(history.roots);
        assertThat(twice.verdict()).isEqualTo(HistoryReport.Verdict.INTACT);
        assertThat(twice.repeated()).isEqualTo(once.events());
    }

    @Property(tries = 500)
    void an_edited_event_is_found(@ForAll long seed, @ForAll Field field) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = new Random(seed).nextInt(history.events.size());
        HistoryEntry event = history.events.get(at);
        history.events.set(at, field.edit(event));

        expect(history, Kind.EDITED, event);
    }

    @Property(tries = 300)
    void an_event_removed_from_the_middle_is_found(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = pick(history, seed, 1);
        HistoryEntry event = history.events.remove(at);

        expect(history, Kind.REMOVED, event);
    }

    @Property(tries = 300)
    void an_event_removed_from_the_middle_is_found_when_all_behind_it_are_numbered_anew(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = pick(history, seed, 2);
        HistoryEntry event = history.events.remove(at);
        numberAnew(history, event, at, -1);

        expect(history, Kind.REMOVED, event);
    }

    @Property(tries = 300)
    void an_inserted_event_is_found(@ForAll long seed, @ForAll boolean numberAnew, @ForAll boolean behind) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = pick(history, seed, 1);
        HistoryEntry event = history.events.get(at);
        HistoryEntry inserted = history.event(event.stream(), event.seq(), event.chain());
        if (numberAnew) {
            numberAnew(history, event, at, 1);
        }
        history.events.add(behind && !numberAnew ? at + 1 : at, inserted);

        expect(history, Kind.INSERTED, event);
    }

    @Property(tries = 300)
    void two_events_that_change_places_are_found(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = pick(history, seed, 1);
        HistoryEntry event = history.events.get(at);
        Collections.swap(history.events, at, next(history, at));

        expect(history, Kind.REORDERED, event);
    }

    @Property(tries = 300)
    void a_cut_tail_is_found_as_far_as_it_was_signed(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        StreamHead head = pickHead(history, seed);
        Assume.that(head.seq() > 0);
        long first = 1L + new Random(seed).nextInt((int) head.seq());
        HistoryEntry cut = history.event(head.stream(), first, null);
        history.events.removeIf(event -> event.stream().equals(head.stream()) && event.seq() >= first);

        expect(history, Kind.CUT, cut);
    }

    @Property(tries = 100)
    void a_stream_that_is_gone_is_found(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        StreamHead head = pickHead(history, seed);
        history.events.removeIf(event -> event.stream().equals(head.stream()));

        expect(history, Kind.STREAM_REMOVED, history.event(head.stream(), 0, null));
    }

    @Property(tries = 300)
    void an_event_edited_by_somebody_who_links_all_anew_is_found_as_far_as_it_was_signed(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = new Random(seed).nextInt(history.events.size());
        HistoryEntry event = history.events.get(at);
        StreamHead head = history.signed.get(event.stream());
        Assume.that(head != null && head.seq() >= event.seq());
        history.events.set(at, Field.PAYLOAD.edit(event));
        history.linkAnew(event.stream());

        HistoryReport report = history.verify(Delivery.ONCE);

        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.TAMPERED);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.REWRITTEN);
            assertThat(finding.stream()).isEqualTo(event.stream());
            assertThat(finding.seq()).isBetween(event.seq(), head.seq());
        });
    }

    /** An event that so many of its stream follow. */
    private static int pick(SimulatedHistory history, long seed, int followers) {
        int[] all = IntStream.range(0, history.events.size())
                .filter(at -> history.events.stream()
                                .skip(at + 1L)
                                .filter(event -> event.stream().equals(history.events.get(at).stream()))
                                .count()
                        >= followers)
                .toArray();
        Assume.that(all.length > 0);
        return all[new Random(seed).nextInt(all.length)];
    }

    private static StreamHead pickHead(SimulatedHistory history, long seed) {
        List<StreamHead> all = List.copyOf(history.signed.values());
        return all.get(new Random(seed).nextInt(all.size()));
    }

    private static int next(SimulatedHistory history, int at) {
        String stream = history.events.get(at).stream();
        return IntStream.range(at + 1, history.events.size())
                .filter(i -> history.events.get(i).stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    private static void numberAnew(SimulatedHistory history, HistoryEntry from, int at, int by) {
        for (int i = at; i < history.events.size(); i++) {
            HistoryEntry event = history.events.get(i);
            if (event.stream().equals(from.stream())) {
                history.events.set(i, Field.number(event, event.seq() + by));
            }
        }
    }

    private static void expect(SimulatedHistory history, Kind kind, HistoryEntry where) {
        HistoryReport report = history.verify(Delivery.ONCE);

        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.TAMPERED);
        assertThat(report.findings().get(0))
                .extracting(Finding::kind, Finding::stream, Finding::seq)
                .containsExactly(kind, where.stream(), where.seq());
        assertThat(report.findings()).extracting(Finding::stream).containsOnly(where.stream());
        assertThat(report.findings()).hasSizeLessThanOrEqualTo(2);
    }

    /** What of an event can be edited. */
    enum Field {
        ID,
        TYPE,
        TIME,
        PAYLOAD,
        STORED_DIGEST,
        LINK;

        HistoryEntry edit(HistoryEntry event) {
            return new HistoryEntry(
                    event.stream(),
                    event.seq(),
                    this == ID ? event.id() + "x" : event.id(),
                    this == TYPE ? "session.refreshed" : event.type(),
                    this == TIME ? "2020-01-01T00:00:00Z" : event.time(),
                    this == PAYLOAD ? flip(event.published()) : event.published(),
                    this == STORED_DIGEST ? flip(event.storedDigest()) : event.storedDigest(),
                    this == LINK ? flip(event.chain()) : event.chain());
        }

        static HistoryEntry number(HistoryEntry event, long seq) {
            return new HistoryEntry(
                    event.stream(),
                    seq,
                    event.id(),
                    event.type(),
                    event.time(),
                    event.published(),
                    event.storedDigest(),
                    event.chain());
        }

        private static byte[] flip(byte[] bytes) {
            byte[] flipped = Arrays.copyOf(bytes, bytes.length);
            flipped[flipped.length / 2] ^= 1;
            return flipped;
        }
    }
}
