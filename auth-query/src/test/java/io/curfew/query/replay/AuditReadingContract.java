package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.query.audit.AuditEntry;
import io.curfew.query.audit.AuditFilter;
import io.curfew.query.audit.AuditHistogram;
import io.curfew.query.audit.AuditOrder;
import io.curfew.query.audit.AuditReader;
import io.curfew.query.audit.AuditReader.Place;
import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reading the history promises on any database. */
abstract class AuditReadingContract {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Store store;
    private AuditReader reader;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = new Store(database());
        reader = new AuditReader(store.jdbc);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("I8 AuditExactlyOnce: while the log moves, pages neither skip nor repeat what was there at the first")
    void pages_of_a_moving_log(AuditOrder order) {
        List<ConsumerRecord<byte[], byte[]>> records =
                new ArrayList<>(Store.consumed(Store.records(RandomHistories.of(3, 4, 30))));
        Collections.shuffle(records, new Random(1));
        List<ConsumerRecord<byte[], byte[]>> renumbered = Store.renumbered(records);
        int half = renumbered.size() / 2;
        int generation = store.generation();
        store.project(generation, renumbered.subList(0, half), 20);
        List<AuditEntry> there = reader.entries(generation, AuditFilter.ALL, order, null, 10_000);

        List<AuditEntry> seen = new ArrayList<>();
        Place after = null;
        int next = half;
        while (true) {
            List<AuditEntry> page = reader.entries(generation, AuditFilter.ALL, order, after, 7);
            seen.addAll(page);
            if (page.size() < 7) {
                break;
            }
            after = Place.of(page.get(6));
            int to = Math.min(next + 5, renumbered.size());
            store.projectOn(generation, renumbered.subList(next, to));
            next = to;
        }

        assertThat(there).hasSize(half);
        assertThat(seen.stream().map(AuditEntry::eventId)).doesNotHaveDuplicates();
        // Their client and device may have become known meanwhile; they themselves are the same.
        List<String> ids = there.stream().map(AuditEntry::eventId).toList();
        assertThat(seen.stream().map(AuditEntry::eventId).filter(ids::contains)).containsExactlyElementsOf(ids);
        assertThat(seen).hasSizeGreaterThan(half);
    }

    @ParameterizedTest
    @EnumSource
    void a_user_and_a_session_are_read_in_pages_too(AuditOrder order) {
        History history = new History("u", BEGIN);
        String session = history.login();
        history.login();
        for (int i = 0; i < 20; i++) {
            history.refresh(session, null);
        }
        int generation = projected(List.of(history));

        for (AuditFilter filter :
                List.of(filter("u", Set.of(), null, null, null, null), AuditFilter.ofSession(session))) {
            List<AuditEntry> all = reader.entries(generation, filter, order, null, 100);
            List<AuditEntry> seen = new ArrayList<>(reader.entries(generation, filter, order, null, 9));
            seen.addAll(reader.entries(generation, filter, order, Place.of(seen.get(8)), 9));
            seen.addAll(reader.entries(generation, filter, order, Place.of(seen.get(17)), 9));
            assertThat(seen).isEqualTo(all).hasSizeGreaterThan(20);
        }
    }

    @Test
    void each_filter_finds_exactly_its_events() {
        History history = new History("u", BEGIN);
        String one = history.login();
        history.refresh(one, "203.0.113.9");
        history.replay(one);
        history.ruleOut(one);
        history.logout(history.login());
        int generation = projected(List.of(history));

        assertThat(seqs(generation, filter(null, Set.of(), null, null, "192.0.2.1", null)))
                .containsExactly(0L, 5L, 6L);
        assertThat(seqs(generation, filter(null, Set.of(), null, null, "203.0.113.9", null)))
                .as("what ended it shows where it was used from then")
                .containsExactly(1L, 3L, 4L);
        assertThat(seqs(generation, filter(null, Set.of(), null, null, "198.51.100.8", null)))
                .containsExactly(2L);
        assertThat(seqs(generation, filter(null, Set.of(), "ADMIN", null, null, null)))
                .containsExactly(3L, 4L);
        assertThat(seqs(generation, filter(null, Set.of(), null, "an-administrator", null, null)))
                .containsExactly(3L, 4L);
        assertThat(seqs(generation, filter(null, Set.of(), null, "u", null, null)))
                .containsExactly(0L, 1L, 2L, 5L, 6L);
        assertThat(seqs(generation, filter(null, Set.of(), null, null, null, "web")))
                .hasSize(7);
        assertThat(seqs(generation, filter(null, Set.of(), null, null, null, "tv")))
                .isEmpty();
        assertThat(seqs(generation, filter(null, Set.of("session.started", "session.revoked"), null, null, null, null)))
                .containsExactly(0L, 4L, 5L, 6L);
    }

    @Test
    void a_histogram_counts_every_event_once() {
        List<History> histories = RandomHistories.of(9, 3, 50);
        int generation = projected(histories);
        AuditHistogram histogram = new AuditHistogram(store.jdbc);
        long events =
                histories.stream().mapToLong(history -> history.position() + 1).sum();

        AuditHistogram.Result fine = histogram.count(generation, AuditFilter.ALL, Duration.ofSeconds(7));

        assertThat(fine.total()).isEqualTo(events);
        assertThat(fine.buckets()).allSatisfy(bucket -> {
            assertThat(bucket.from().getEpochSecond() % 7).isZero();
            AuditFilter within =
                    AuditFilter.ALL.within(bucket.from(), bucket.from().plusSeconds(7));
            List<AuditEntry> in = reader.entries(generation, within, AuditOrder.ASC, null, 1000);
            assertThat(bucket.total()).isEqualTo(in.size());
            bucket.counts().forEach((type, count) -> assertThat(
                            in.stream().filter(e -> e.type().equals(type)))
                    .hasSize(count.intValue()));
        });
        assertThat(histogram.count(generation, AuditFilter.ALL, null).buckets()).hasSizeBetween(2, 100);
        assertThat(histogram
                        .count(generation, AuditFilter.ALL, Duration.ofDays(1))
                        .buckets())
                .hasSize(1);
        assertThat(histogram
                        .count(generation, AuditFilter.ofSession("none"), null)
                        .buckets())
                .isEmpty();
        History far = new History("far", BEGIN.plus(Duration.ofDays(3)));
        far.login();
        int wide = projected(List.of(histories.get(0), far));
        assertThatThrownBy(() -> histogram.count(wide, AuditFilter.ALL, Duration.ofSeconds(1)))
                .isInstanceOf(AuditHistogram.TooManyBucketsException.class);
    }

    private List<Long> seqs(int generation, AuditFilter filter) {
        return reader.entries(generation, filter, AuditOrder.ASC, null, 100).stream()
                .map(AuditEntry::seq)
                .toList();
    }

    private static AuditFilter filter(
            String user, Set<String> types, String initiator, String by, String address, String client) {
        return new AuditFilter(user, null, types, initiator, by, address, client, null, null);
    }

    private int projected(List<History> histories) {
        int generation = store.generation();
        store.project(generation, Store.consumed(Store.records(histories)), 50);
        return generation;
    }
}
