package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.SessionEvent;
import io.curfew.query.audit.SessionAt;
import io.curfew.query.audit.SessionChanges;
import io.curfew.query.audit.SessionChanges.Change;
import io.curfew.query.audit.SessionChanges.Kind;
import io.curfew.query.audit.SessionChanges.Span;
import io.curfew.query.audit.SessionsAsOf;
import io.curfew.query.audit.SessionsAsOf.Filter;
import io.curfew.query.support.History;
import io.curfew.query.support.NaiveFold;
import io.curfew.query.support.RandomHistories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the state as of an instant promises on any database. */
abstract class AsOfContract {
    private static final Filter ANYBODY = new Filter(null, null);

    private Store store;
    private SessionsAsOf sessions;
    private SessionChanges changes;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = new Store(database());
        sessions = new SessionsAsOf(store.jdbc);
        changes = new SessionChanges(store.jdbc);
    }

    @Test
    @DisplayName("as of any instant, the answer is what folding every event up to then says")
    void as_of_equals_a_naive_fold() {
        for (int seed = 0; seed < 3; seed++) {
            List<History> histories = RandomHistories.of(seed, 4, 60);
            int generation = projected(histories);

            for (Instant at : instants(histories, seed)) {
                List<SessionAt> expected = NaiveFold.of(histories, at);
                assertThat(everybody(generation, at, 3))
                        .as("seed %d at %s", seed, at)
                        .hasSameElementsAs(expected);
                assertThat(sessions.count(generation, at, ANYBODY)).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void pages_are_the_whole_list_once_the_newest_first() {
        List<History> histories = RandomHistories.of(11, 6, 40);
        int generation = projected(histories);
        Instant at = instants(histories, 11).get(9);

        List<SessionAt> all = sessions.page(generation, at, ANYBODY, null, 1000);

        assertThat(all).hasSizeGreaterThan(3);
        assertThat(everybody(generation, at, 1)).isEqualTo(all);
        assertThat(all).extracting(SessionAt::createdAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
        String user = all.get(0).userId();
        assertThat(sessions.page(generation, at, new Filter(user, "web"), null, 1000))
                .isEqualTo(all.stream().filter(one -> one.userId().equals(user)).toList());
        assertThat(sessions.page(generation, at, new Filter(null, "other"), null, 1000))
                .isEmpty();
    }

    @Test
    void a_session_shows_what_it_was_used_with_then_and_when_it_would_have_expired() {
        History history = new History("u", Instant.parse("2026-01-01T00:00:00Z"));
        String session = history.login();
        history.refresh(session, "203.0.113.9");
        Instant between = history.events().get(1).occurredAt().minusMillis(1);
        history.replay(session);
        history.pass(Duration.ofDays(8));
        int generation = projected(List.of(history));

        SessionAt before = everybody(generation, between, 10).get(0);
        SessionAt after = everybody(generation, between.plusSeconds(60), 10).get(0);

        assertThat(before.ip()).isEqualTo("192.0.2.1");
        assertThat(before.expiresAt()).isEqualTo(before.createdAt().plus(Duration.ofDays(7)));
        assertThat(after.ip()).isEqualTo("203.0.113.9");
        assertThat(after.lastSeenAt()).isEqualTo(between.plusMillis(1));
        // Nobody refreshed it: it is over, although no event says so yet.
        assertThat(everybody(generation, after.expiresAt().minusMillis(1), 10)).hasSize(1);
        assertThat(everybody(generation, after.expiresAt(), 10)).isEmpty();
    }

    @Test
    void a_diff_is_the_difference_of_two_states() {
        List<History> histories = RandomHistories.of(5, 4, 50);
        int generation = projected(histories);
        List<Instant> instants = instants(histories, 5);
        for (int i = 0; i + 5 < instants.size(); i += 5) {
            Span span = new Span(instants.get(i), instants.get(i + 5), null);
            long started = changes.count(generation, span, Kind.STARTED);
            long ended = changes.count(generation, span, Kind.ENDED);

            assertThat(sessions.count(generation, span.to(), ANYBODY))
                    .isEqualTo(sessions.count(generation, span.from(), ANYBODY) + started - ended);
            List<Change> all = changes.page(generation, span, null, 1000);
            assertThat(all).hasSize((int) (started + ended));
            assertThat(pages(generation, span, 2)).isEqualTo(all);
            assertThat(all.stream().filter(c -> c.kind() == Kind.ENDED))
                    .allSatisfy(change -> assertThat(change.reason()).isNotNull());
        }
    }

    private List<SessionAt> everybody(int generation, Instant at, int size) {
        List<SessionAt> all = new ArrayList<>();
        SessionsAsOf.Place after = null;
        while (true) {
            List<SessionAt> page = sessions.page(generation, at, ANYBODY, after, size);
            all.addAll(page);
            if (page.size() < size) {
                return all;
            }
            after = SessionsAsOf.Place.of(page.get(size - 1));
        }
    }

    private List<Change> pages(int generation, Span span, int size) {
        List<Change> all = new ArrayList<>();
        SessionChanges.Place after = null;
        while (true) {
            List<Change> page = changes.page(generation, span, after, size);
            all.addAll(page);
            if (page.size() < size) {
                return all;
            }
            after = SessionChanges.Place.of(page.get(size - 1));
        }
    }

    private int projected(List<History> histories) {
        int generation = store.generation();
        store.project(generation, Store.consumed(Store.records(histories)), 50);
        return generation;
    }

    /** Every moment at which something happens, just before it, and some in between and long after. */
    private static List<Instant> instants(List<History> histories, long seed) {
        TreeSet<Instant> at = new TreeSet<>();
        for (History history : histories) {
            for (SessionEvent event : history.events()) {
                at.add(event.occurredAt());
                at.add(event.occurredAt().minusNanos(1000));
            }
        }
        Random random = new Random(seed);
        Instant last = at.last();
        List<Instant> chosen = new ArrayList<>();
        at.stream().filter(instant -> random.nextInt(4) == 0).forEach(chosen::add);
        chosen.add(last.plus(Duration.ofDays(7)).minusSeconds(40));
        chosen.add(last.plus(Duration.ofDays(7)));
        return chosen;
    }
}
