package io.curfew.listener;

import static io.curfew.listener.Verdict.ACTIVE;
import static io.curfew.listener.Verdict.FAILED;
import static io.curfew.listener.Verdict.REVOKED;
import static io.curfew.listener.Verdict.STALE;
import static io.curfew.listener.Verdict.UNVERIFIABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.events.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NoticeSourcesTest {
    private static final String OURS = "https://id.example.org";
    private static final String THEIRS = "https://login.example.com";
    private static final String FOREIGN = "https://accounts.example.net";
    private static final Instant NOW = ManualTime.START;

    private final ManualTime time = new ManualTime();
    private final HandFeed ours = new HandFeed();
    private final HandFeed theirs = new HandFeed();

    @Nested
    class With_a_second_source {
        private final RevocationListener listener = RevocationListener.builder()
                .feed(ours)
                .issuers(Set.of(OURS))
                .source(Set.of(THEIRS), theirs)
                .time(time, time::nanoTime)
                .build();

        @BeforeEach
        void start() {
            listener.start();
            ours.sink.upToDateAsOf(time.nanoTime());
            theirs.sink.upToDateAsOf(time.nanoTime());
        }

        @Test
        void I3_a_revocation_of_one_platform_revokes_nothing_of_the_other() {
            ours.sink.apply(new Notice.Session("sid-1", NOW, NOW.plusSeconds(900)));

            assertThat(listener.check(token(OURS))).isEqualTo(REVOKED);
            assertThat(listener.check(token(THEIRS))).isEqualTo(ACTIVE);
            assertThat(listener.status().revocations()).isEqualTo(1);
        }

        @Test
        void one_that_is_stale_or_failed_does_not_hold_up_the_other_but_shows_in_the_status() throws Exception {
            theirs.sink.lost("no news of theirs");

            assertThat(listener.check(token(THEIRS))).isEqualTo(STALE);
            assertThat(listener.check(token(OURS))).isEqualTo(ACTIVE);
            assertThat(listener.status().ready()).isFalse();
            assertThat(listener.status().detail()).isEqualTo("no news of theirs");
            assertThat(listener.awaitReady(Duration.ofMillis(10))).isFalse();

            ours.sink.failed("dead", null);
            assertThat(listener.check(token(OURS))).isEqualTo(FAILED);
            assertThat(listener.status().state()).isEqualTo(ListenerStatus.State.FAILED);
        }

        @Test
        void nobody_vouches_for_a_token_of_an_issuer_without_a_source() {
            assertThat(listener.check(token("https://elsewhere"))).isEqualTo(UNVERIFIABLE);
            assertThat(listener.check(Tokens.ofSession("sid-1"))).isEqualTo(UNVERIFIABLE);
        }

        @Test
        void closing_closes_both() {
            listener.close();

            assertThat(ours.closed).isTrue();
            assertThat(theirs.closed).isTrue();
        }
    }

    @Nested
    class With_tokens_of_a_foreign_issuer {
        private final RevocationListener listener = RevocationListener.builder()
                .feed(ours)
                .foreignIssuers(Set.of(FOREIGN))
                .time(time, time::nanoTime)
                .build();

        @BeforeEach
        void start() {
            listener.start();
            ours.sink.upToDateAsOf(time.nanoTime());
        }

        @Test
        void they_need_no_session_and_no_id_but_a_bounded_life() {
            assertThat(listener.check(foreign(NOW))).isEqualTo(ACTIVE);
            assertThat(listener.check(new TokenClaims(OURS, null, null, "user-1", null, null, null, NOW, NOW)))
                    .isEqualTo(UNVERIFIABLE);
            assertThat(listener.check(new TokenClaims(FOREIGN, null, null, "user-1", null, null, null, null, NOW)))
                    .isEqualTo(UNVERIFIABLE);
        }

        @Test
        void they_are_covered_by_their_subject_their_client_and_everything() {
            ours.sink.apply(new Notice.Subject("user-1", NOW, NOW, NOW.plusSeconds(3600)));
            assertThat(listener.check(foreign(NOW.minusSeconds(1)))).isEqualTo(REVOKED);
            assertThat(listener.check(foreign(NOW))).isEqualTo(ACTIVE);

            ours.sink.apply(new Notice.Client("client-1", NOW.plusSeconds(1), NOW, NOW.plusSeconds(3600)));
            assertThat(listener.check(foreign(NOW))).isEqualTo(REVOKED);

            ours.sink.apply(new Notice.All(NOW.plusSeconds(5), NOW, NOW.plusSeconds(3600)));
            assertThat(listener.check(foreign(NOW.plusSeconds(4)))).isEqualTo(REVOKED);
        }

        @Test
        void I3_our_own_tokens_of_that_subject_are_covered_by_their_sessions_and_not_by_clocks() {
            ours.sink.apply(new Notice.Subject("user-1", NOW.plusMillis(500), NOW, NOW.plusSeconds(3600)));
            ours.sink.apply(new Notice.Session("sid-1", NOW, NOW.plusSeconds(900)));

            // Both were issued in the second of the revocation, one before and one after it: the claim cannot tell.
            assertThat(listener.check(own("sid-1"))).isEqualTo(REVOKED);
            assertThat(listener.check(own("sid-2"))).isEqualTo(ACTIVE);
        }
    }

    @Test
    void an_issuer_served_twice_or_a_first_source_that_says_nothing_is_refused_at_start() {
        assertThatThrownBy(() -> RevocationListener.builder()
                        .feed(ours)
                        .issuers(Set.of(OURS))
                        .source(Set.of(OURS), theirs)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("served by two sources");
        assertThatThrownBy(() -> RevocationListener.builder()
                        .feed(ours)
                        .source(Set.of(THEIRS), theirs)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RevocationListener.builder().source(Set.of(), theirs))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TokenClaims token(String issuer) {
        return new TokenClaims(issuer, "sid-1", "jti-1", null, null, null, null, NOW, NOW.plusSeconds(900));
    }

    private static TokenClaims own(String sid) {
        return new TokenClaims(OURS, sid, "jti-1", "user-1", null, null, null, NOW, NOW.plusSeconds(900));
    }

    private static TokenClaims foreign(Instant issuedAt) {
        return new TokenClaims(
                FOREIGN, null, null, "user-1", "client-1", null, null, issuedAt, issuedAt.plusSeconds(900));
    }
}
