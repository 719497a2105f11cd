package io.curfew.events.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.history.Finding.Kind;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whoever takes away what an event is checked by, so that it can be edited, is found. */
class StrippedLinksProperties {

    @Property(tries = 500)
    void an_edited_event_whose_link_was_taken_away_is_found(
            @ForAll long seed, @ForAll Strip strip, @ForAll Delivery delivery, @ForAll boolean edit) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = new Random(seed).nextInt(history.events.size());
        HistoryEntry event = history.events.get(at);
        StreamHead head = history.signed.get(event.stream());
        Assume.that(head != null && head.seq() >= event.seq());
        // The first event could be one that was published before there was a chain.
        Assume.that(strip != Strip.BOTH || event.seq() > 0);
        HistoryEntry edited = edit ? HistoryVerifierProperties.Field.PAYLOAD.edit(event) : event;
        history.events.set(at, strip.from(edited));

        HistoryReport report = history.verify(delivery);

        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.TAMPERED);
        assertThat(report.findings().get(0).kind()).isEqualTo(Kind.STRIPPED);
        assertThat(report.findings()).extracting(Finding::stream).containsOnly(event.stream());
        assertThat(report.findings())
                .filteredOn(finding -> finding.kind().isTampering())
                .extracting(Finding::seq)
                .containsOnly(event.seq());
        assertThat(report.findings()).hasSizeLessThanOrEqualTo(2);
    }

    @Property(tries = 300)
    void an_edited_event_without_a_link_is_found_by_its_successor_or_its_signed_head(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = new Random(seed).nextInt(history.events.size());
        HistoryEntry event = history.events.get(at);
        StreamHead head = history.signed.get(event.stream());
        Assume.that(head != null && head.seq() >= event.seq());
        history.events.set(at, Strip.LINK.from(HistoryVerifierProperties.Field.PAYLOAD.edit(event)));

        assertThat(history.verify(Delivery.ONCE).findings())
                .extracting(Finding::kind)
                .first()
                .isEqualTo(Kind.STRIPPED);
        assertThat(history.verify(Delivery.ONCE).findings())
                .extracting(Finding::kind)
                .last()
                .isIn(Kind.EDITED, Kind.REWRITTEN);
    }

    /** What is taken away. */
    enum Strip {
        LINK,
        DIGEST,
        BOTH;

        HistoryEntry from(HistoryEntry event) {
            return new HistoryEntry(
                    event.stream(),
                    event.seq(),
                    event.id(),
                    event.type(),
                    event.time(),
                    event.published(),
                    this == LINK ? event.storedDigest() : null,
                    this == DIGEST ? event.chain() : null);
        }
    }
}
