package io.curfew.listener;

import static io.curfew.listener.Verdict.ACTIVE;
import static io.curfew.listener.Verdict.FAILED;
import static io.curfew.listener.Verdict.REVOKED;
import static io.curfew.listener.Verdict.STALE;
import static io.curfew.listener.Verdict.UNVERIFIABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationListenerTest {
    private static final TokenClaims TOKEN = Tokens.ofSession("sid-1");
    private static final Notice.Session REVOCATION =
            new Notice.Session("sid-1", ManualTime.START, ManualTime.START.plusSeconds(900));

    private final ManualTime time = new ManualTime();
    private final HandFeed feed = new HandFeed();
    private final RevocationListener listener = RevocationListener.builder()
            .feed(feed)
            .time(time, time::nanoTime)
            .maxStaleness(Duration.ofSeconds(15))
            .build();

    @BeforeEach
    void start() {
        listener.start();
    }

    @Test
    void I12_accepts_nothing_before_its_feed_has_caught_up() throws Exception {
        assertThat(listener.check(TOKEN)).isEqualTo(STALE);
        assertThat(listener.status().state()).isEqualTo(ListenerStatus.State.STARTING);
        assertThat(listener.awaitReady(Duration.ofMillis(20))).isFalse();

        feed.sink.upToDateAsOf(time.nanoTime());

        assertThat(listener.awaitReady(Duration.ZERO)).isTrue();
        assertThat(listener.check(TOKEN)).isEqualTo(ACTIVE);
        assertThat(listener.status().ready()).isTrue();
    }

    @Test
    void a_listener_that_was_not_started_accepts_nothing() {
        RevocationListener idle =
                RevocationListener.builder().feed(new HandFeed()).build();

        assertThat(idle.check(TOKEN)).isEqualTo(STALE);
        assertThat(idle.status().state()).isEqualTo(ListenerStatus.State.NEW);
    }

    @Test
    void asks_its_feed_for_everything_that_can_still_matter() {
        assertThat(feed.lookback).isEqualTo(Duration.ofMinutes(62));
    }

    @Test
    void I1_a_process_frozen_for_a_minute_notices_on_its_first_request() {
        feed.sink.upToDateAsOf(time.nanoTime());
        assertThat(listener.check(TOKEN)).isEqualTo(ACTIVE);

        // No thread of ours runs in between: nothing but the clock tells.
        time.advance(Duration.ofMinutes(1));

        assertThat(listener.check(TOKEN)).isEqualTo(STALE);
        assertThat(listener.status().state()).isEqualTo(ListenerStatus.State.STALE);
        assertThat(listener.status().age()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void I1_decides_up_to_the_bound_and_not_a_nanosecond_longer() {
        feed.sink.upToDateAsOf(time.nanoTime());

        time.advance(Duration.ofSeconds(15));
        assertThat(listener.check(TOKEN)).isEqualTo(ACTIVE);
        time.advance(Duration.ofNanos(1));
        assertThat(listener.check(TOKEN)).isEqualTo(STALE);
    }

    @Test
    void I9_a_stale_node_recovers_with_the_next_news() {
        feed.sink.upToDateAsOf(time.nanoTime());
        time.advance(Duration.ofMinutes(1));
        assertThat(listener.check(TOKEN)).isEqualTo(STALE);

        feed.sink.upToDateAsOf(time.nanoTime());

        assertThat(listener.check(TOKEN)).isEqualTo(ACTIVE);
    }

    @Test
    void older_news_do_not_make_knowledge_older() {
        feed.sink.upToDateAsOf(time.nanoTime());
        feed.sink.upToDateAsOf(time.nanoTime() - Duration.ofMinutes(1).toNanos());

        assertThat(listener.check(TOKEN)).isEqualTo(ACTIVE);
    }

    @Test
    void refuses_a_revoked_session_and_only_that() {
        feed.sink.upToDateAsOf(time.nanoTime());
        feed.sink.apply(REVOCATION);

        assertThat(listener.check(TOKEN)).isEqualTo(REVOKED);
        assertThat(listener.check(Tokens.ofSession("sid-2"))).isEqualTo(ACTIVE);
    }

    @Test
    void I4_what_is_known_to_be_revoked_stays_revoked_when_the_node_is_stale_failed_or_closed() {
        feed.sink.apply(REVOCATION);
        assertThat(listener.check(TOKEN)).isEqualTo(REVOKED);
        feed.sink.failed("broken", null);
        assertThat(listener.check(TOKEN)).isEqualTo(REVOKED);
        listener.close();
        assertThat(listener.check(TOKEN)).isEqualTo(REVOKED);
    }

    @Test
    void a_failed_feed_fails_for_ever_whatever_it_says_later() throws Exception {
        feed.sink.upToDateAsOf(time.nanoTime());
        feed.sink.failed("the consumer thread died", new OutOfMemoryError());
        feed.sink.upToDateAsOf(time.nanoTime());

        assertThat(listener.check(TOKEN)).isEqualTo(FAILED);
        assertThat(listener.status().state()).isEqualTo(ListenerStatus.State.FAILED);
        assertThat(listener.status().detail()).isEqualTo("the consumer thread died");
        assertThat(listener.awaitReady(Duration.ofMinutes(5))).isFalse();
    }

    @Test
    void a_record_that_is_no_notice_makes_the_listener_stale_and_is_counted_and_located() {
        feed.sink.upToDateAsOf(time.nanoTime());
        feed.sink.undecodable("session-revocations-0@42", "unknown kind");

        assertThat(listener.check(TOKEN)).isEqualTo(STALE);
        assertThat(listener.status().undecodable()).isEqualTo(1);
        assertThat(listener.status().detail()).contains("session-revocations-0@42", "unknown kind");
    }

    @Test
    void a_feed_that_lost_track_makes_it_stale_at_once() {
        feed.sink.upToDateAsOf(time.nanoTime());
        feed.sink.lost("rebuilding");

        assertThat(listener.check(TOKEN)).isEqualTo(STALE);
        assertThat(listener.status().detail()).isEqualTo("rebuilding");
    }

    @Test
    void a_closed_listener_accepts_nothing_and_closes_its_feed() {
        feed.sink.upToDateAsOf(time.nanoTime());
        listener.close();
        listener.close();

        assertThat(listener.check(TOKEN)).isEqualTo(FAILED);
        assertThat(feed.closed).isTrue();
    }

    @Test
    void is_started_once() {
        assertThatThrownBy(listener::start).isInstanceOf(IllegalStateException.class);
    }

    static Stream<TokenClaims> unverifiable() {
        Instant from = Tokens.ISSUED;
        Instant to = from.plusSeconds(900);
        return Stream.of(
                new TokenClaims(null, null, "jti", null, null, null, null, from, to),
                new TokenClaims(null, "", "jti", null, null, null, null, from, to),
                new TokenClaims(null, "sid", null, null, null, null, null, from, to),
                new TokenClaims(null, "sid", "", null, null, null, null, from, to),
                new TokenClaims(null, "sid", "jti", null, null, null, null, null, to),
                new TokenClaims(null, "sid", "jti", null, null, null, null, from, null),
                new TokenClaims(null, "sid", "jti", null, null, null, null, from, from.plusSeconds(3601)));
    }

    @ParameterizedTest
    @MethodSource("unverifiable")
    void nobody_vouches_for_a_token_that_names_too_little_or_lives_too_long(TokenClaims token) {
        feed.sink.upToDateAsOf(time.nanoTime());

        assertThat(listener.check(token)).isEqualTo(UNVERIFIABLE);
    }

    static Stream<Notice.Revocation> rules() {
        Instant now = ManualTime.START;
        Instant expires = now.plusSeconds(900);
        return Stream.of(
                new Notice.All(now, now, expires),
                new Notice.Client("client-1", now, now, expires),
                new Notice.Tenant("tenant-1", now, now, expires),
                new Notice.Subject("user-1", now, now, expires),
                new Notice.SigningKey("kid-1", now, now, expires));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_token_dated_ahead_escapes_no_rule(Notice.Revocation rule) {
        HandFeed foreignFeed = new HandFeed();
        RevocationListener foreign = RevocationListener.builder()
                .feed(foreignFeed)
                .foreignIssuers(Set.of("https://foreign.test"))
                .time(time, time::nanoTime)
                .build();
        foreign.start();
        foreignFeed.sink.upToDateAsOf(time.nanoTime());
        foreignFeed.sink.apply(rule);

        assertThat(foreign.check(foreignToken(Duration.ofHours(2))).accepted()).isFalse();
    }

    @Test
    void a_token_may_be_dated_ahead_by_the_leeway_of_verifiers_and_not_a_second_more() {
        feed.sink.upToDateAsOf(time.nanoTime());

        assertThat(listener.check(foreignToken(Duration.ofSeconds(60)))).isEqualTo(ACTIVE);
        assertThat(listener.check(foreignToken(Duration.ofSeconds(61)))).isEqualTo(UNVERIFIABLE);
        assertThat(listener.check(TokenClaims.ofSession("sid", "jti", Instant.MAX, Instant.MAX)))
                .isEqualTo(UNVERIFIABLE);
    }

    private static TokenClaims foreignToken(Duration ahead) {
        Instant issued = ManualTime.START.plus(ahead);
        return new TokenClaims(
                "https://foreign.test",
                "sid-1",
                "jti-1",
                "user-1",
                "client-1",
                "tenant-1",
                "kid-1",
                issued,
                issued.plusSeconds(900));
    }

    @Test
    void a_token_that_lives_exactly_as_long_as_allowed_is_fine() {
        feed.sink.upToDateAsOf(time.nanoTime());

        assertThat(listener.check(TokenClaims.ofSession("sid", "jti", Tokens.ISSUED, Tokens.ISSUED.plusSeconds(3600))))
                .isEqualTo(ACTIVE);
    }

    @Test
    void metrics_that_throw_change_no_verdict() {
        HandFeed other = new HandFeed();
        RevocationListener measured = RevocationListener.builder()
                .feed(other)
                .metrics(new ListenerMetrics() {
                    @Override
                    public void refused(Verdict verdict) {
                        throw new IllegalStateException("no meter");
                    }

                    @Override
                    public void seen(NoticeKind kind) {
                        throw new IllegalStateException("no meter");
                    }
                })
                .build();
        measured.start();
        other.sink.seen(NoticeKind.SESSION);

        assertThat(measured.check(TOKEN)).isEqualTo(STALE);
    }
}
