package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.curfew.events.notice.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveWatchesTest {
    private final HandFeed feed = new HandFeed();
    private final ManualTime time = new ManualTime();
    private final RevocationListener listener =
            RevocationListener.builder().feed(feed).time(time, time::nanoTime).build();
    private final AtomicInteger ended = new AtomicInteger();

    @BeforeEach
    void start() {
        listener.start();
        feed.sink.upToDateAsOf(time.nanoTime());
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void a_connection_ends_once_when_its_session_is_revoked_and_others_stay() {
        listener.watch(Tokens.ofSession("sid-1"), ended::incrementAndGet);
        listener.watch(Tokens.ofSession("sid-1"), ended::incrementAndGet);
        listener.watch(Tokens.ofSession("sid-2"), () -> ended.addAndGet(100));

        feed.sink.apply(session("sid-1"));
        feed.sink.apply(session("sid-1"));

        assertThat(ended).hasValue(2);
    }

    @Test
    void a_connection_opened_too_late_ends_at_once() {
        feed.sink.apply(session("sid-1"));

        listener.watch(Tokens.ofSession("sid-1"), ended::incrementAndGet);

        assertThat(ended).hasValue(1);
    }

    @Test
    void a_rule_ends_the_connections_it_covers() {
        listener.watch(Tokens.full(ManualTime.START.minusSeconds(10)), ended::incrementAndGet);
        listener.watch(Tokens.full(ManualTime.START.plusSeconds(10)), () -> ended.addAndGet(100));

        feed.sink.apply(
                new Notice.Client("client-1", ManualTime.START, ManualTime.START, ManualTime.START.plusSeconds(900)));

        assertThat(ended).hasValue(1);
    }

    @Test
    void a_closed_watch_hears_nothing() throws Exception {
        listener.watch(Tokens.ofSession("sid-1"), ended::incrementAndGet).close();

        feed.sink.apply(session("sid-1"));

        assertThat(ended).hasValue(0);
    }

    @Test
    void an_action_that_fails_does_not_harm_the_feed_or_the_next() {
        listener.watch(Tokens.ofSession("sid-1"), () -> {
            throw new IllegalStateException("socket is gone");
        });
        listener.watch(Tokens.ofSession("sid-1"), ended::incrementAndGet);

        assertThatCode(() -> feed.sink.apply(session("sid-1"))).doesNotThrowAnyException();
        assertThat(ended).hasValue(1);
    }

    @Test
    void a_connection_ends_when_its_token_expires_and_not_before() {
        SettableClock clock = new SettableClock();
        try (RevocationListener fresh = fresh(new InMemoryNoticeFeed(), clock)) {
            Instant now = Instant.now();
            fresh.watch(token("short", now.plusSeconds(300)), ended::incrementAndGet);
            fresh.watch(token("long", now.plusSeconds(900)), () -> ended.addAndGet(100));

            clock.turn(Duration.ofSeconds(301));

            await().untilAtomic(ended, is(1));
        }
        assertThat(ended).as("the other ends with the listener").hasValue(101);
    }

    @Test
    void a_connection_ends_when_the_node_turns_stale_unless_its_policy_is_open() {
        InMemoryNoticeFeed stale = new InMemoryNoticeFeed();
        try (RevocationListener fresh = fresh(stale, new SettableClock())) {
            List<String> verdicts = new CopyOnWriteArrayList<>();
            RevocationGate gate = RevocationGate.of(fresh, RouteRule.CLOSED, token -> true);
            TokenClaims token = token("sid-1", Instant.now().plusSeconds(900));
            fresh.watch(token, () -> verdicts.add("listener"));
            for (StalenessPolicy policy : StalenessPolicy.values()) {
                gate.watch(token, RouteRule.of(policy), verdict -> verdicts.add(policy + " " + verdict));
            }
            assertThat(verdicts).isEmpty();

            stale.goStale();
            await().untilAsserted(() ->
                    assertThat(verdicts).containsExactlyInAnyOrder("listener", "CLOSED STALE", "INTROSPECT STALE"));

            stale.revoke("sid-1");
            assertThat(verdicts).contains("OPEN REVOKED");
        }
    }

    @Test
    void a_connection_opened_on_a_node_that_cannot_judge_ends_at_once() {
        feed.sink.lost("rebuilding");

        listener.watch(Tokens.ofSession("sid-1"), ended::incrementAndGet);

        assertThat(ended).hasValue(1);
    }

    private static RevocationListener fresh(NoticeFeed feed, Clock clock) {
        RevocationListener started = RevocationListener.builder()
                .feed(feed)
                .time(clock, System::nanoTime)
                .build();
        started.start();
        return started;
    }

    private static TokenClaims token(String sid, Instant expiresAt) {
        return TokenClaims.ofSession(sid, "jti-1", Instant.now(), expiresAt);
    }

    private static Notice.Session session(String sid) {
        return new Notice.Session(sid, ManualTime.START, ManualTime.START.plusSeconds(900));
    }
}
