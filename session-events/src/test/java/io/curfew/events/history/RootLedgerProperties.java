package io.curfew.events.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.curfew.events.history.Finding.Kind;
import io.curfew.events.history.SimulatedHistory.Told;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever single thing is done to the heads and roots: it is found, and at which root. */
class RootLedgerProperties {
    private static final TestIssuer NAMED_THE_SAME = new TestIssuer("key-1", TestIssuer.RS256);
    private static final TestIssuer NAMED_OTHERWISE = new TestIssuer("key-2", TestIssuer.RS256);

    @Property(tries = 300)
    void an_edited_root_is_found(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = pick(history, seed, true, 4);
        Told root = history.told.get(at);
        byte[] edited = Arrays.copyOf(root.value(), root.value().length);
        edited[new Random(seed).nextInt(edited.length - 1)] ^= 1;
        history.told.set(at, new Told(root.key(), edited));

        expect(history, Kind.FORGED_ROOT, number(root));
    }

    @Property(tries = 100)
    void a_root_signed_by_somebody_else_is_found(@ForAll long seed, @ForAll boolean sameName) throws Exception {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = pick(history, seed, true, sameName ? 4 : 3);
        Told root = history.told.get(at);
        HistoryRoot said = SignedRoot.read(new String(root.value(), UTF_8)).root();
        String forged = (sameName ? NAMED_THE_SAME : NAMED_OTHERWISE).sign(said);
        history.told.set(at, new Told(root.key(), forged.getBytes(UTF_8)));

        expect(history, Kind.FORGED_ROOT, number(root));
    }

    @Property(tries = 100)
    void a_root_removed_from_the_middle_is_found(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        Told root = history.told.remove(pick(history, seed, true, 3));

        expect(history, Kind.ROOT_REMOVED, number(root));
    }

    @Property(tries = 100)
    void two_roots_that_change_places_are_found(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = pick(history, seed, true, 3);
        Told root = history.told.get(at);
        int next = indexes(history, told -> told.key().equals("root/" + (number(root) + 1)))[0];
        Collections.swap(history.told, at, next);

        expect(history, Kind.ROOT_REORDERED, number(root));
    }

    @Property(tries = 300)
    void an_edited_or_removed_batch_is_found(@ForAll long seed, @ForAll boolean removed) {
        SimulatedHistory history = new SimulatedHistory(seed);
        int at = pick(history, seed, false, 4);
        Told batch = history.told.get(at);
        if (removed) {
            history.told.remove(at);
        } else {
            byte[] edited = Arrays.copyOf(batch.value(), batch.value().length);
            edited[edited.length - 2 - new Random(seed).nextInt(20)] ^= 1;
            history.told.set(at, new Told(batch.key(), edited));
        }

        expect(history, Kind.HEADS_UNFIT, number(batch));
    }

    @Property(tries = 10)
    void roots_signed_with_ed25519_are_held_to_its_signatures(@ForAll long seed) {
        SimulatedHistory history = new SimulatedHistory(seed, new TestIssuer("key-1", TestIssuer.EDDSA));
        assertThat(history.verify(Delivery.ONCE).verdict()).isEqualTo(HistoryReport.Verdict.INTACT);
        int at = pick(history, seed, true, 4);
        Told root = history.told.get(at);
        byte[] edited = Arrays.copyOf(root.value(), root.value().length);
        edited[new Random(seed).nextInt(edited.length - 1)] ^= 1;
        history.told.set(at, new Told(root.key(), edited));

        expect(history, Kind.FORGED_ROOT, number(root));
    }

    @Example
    void without_a_root_nothing_is_intact() {
        SimulatedHistory history = new SimulatedHistory(1);
        history.told.clear();

        HistoryReport report = history.verify(Delivery.ONCE);

        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.INCOMPLETE);
        assertThat(report.unsigned()).isEqualTo(report.events());
    }

    @Example
    void a_root_that_was_kept_elsewhere_shows_that_the_last_ones_are_gone_or_were_made_anew() throws Exception {
        SimulatedHistory history = new SimulatedHistory(1);
        SimulatedHistory other = new SimulatedHistory(2);
        Told last = history.told.get(history.told.size() - 1);
        SignedRoot kept = SignedRoot.read(new String(last.value(), UTF_8));

        assertThat(verify(history, kept).verdict()).isEqualTo(HistoryReport.Verdict.INTACT);
        assertThat(verify(other, kept).findings())
                .extracting(Finding::kind, Finding::seq)
                .containsExactly(tuple(Kind.FORGED_ROOT, 4L));
        history.told.remove(last);
        assertThat(verify(history, kept).findings())
                .extracting(Finding::kind, Finding::seq)
                .containsExactly(tuple(Kind.ROOT_REMOVED, 4L));
    }

    @Example
    void events_that_carry_nothing_to_check_them_by_are_told_and_never_intact() {
        SimulatedHistory history = new SimulatedHistory(3);
        history.events.set(0, StrippedLinksProperties.Strip.BOTH.from(history.events.get(0)));

        HistoryReport report = history.verify(Delivery.AT_LEAST_ONCE);

        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.INCOMPLETE);
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.UNPROVEN);
    }

    private static HistoryReport verify(SimulatedHistory history, SignedRoot kept) {
        HistoryVerifier verifier = new HistoryVerifier(Delivery.ONCE, SimulatedHistory.ISSUER.keys());
        verifier.keep(kept);
        history.told.forEach(record -> verifier.heads(record.key(), record.value()));
        history.events.forEach(verifier::event);
        return verifier.end();
    }

    /** A root, or a batch, of a number up to this one. */
    private static int pick(SimulatedHistory history, long seed, boolean root, long upTo) {
        int[] all = indexes(history, told -> told.key().startsWith("root/") == root && number(told) <= upTo);
        return all[new Random(seed).nextInt(all.length)];
    }

    private static int[] indexes(SimulatedHistory history, Predicate<Told> which) {
        return IntStream.range(0, history.told.size())
                .filter(i -> which.test(history.told.get(i)))
                .toArray();
    }

    private static long number(Told told) {
        return Long.parseLong(List.of(told.key().split("/")).get(1));
    }

    private static void expect(SimulatedHistory history, Kind kind, long number) {
        HistoryReport report = history.verify(Delivery.ONCE);

        assertThat(report.verdict()).isEqualTo(HistoryReport.Verdict.TAMPERED);
        assertThat(report.findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.seq()).isEqualTo(number);
        });
        assertThat(report.findings()).extracting(Finding::stream).containsOnlyNulls();
    }
}
