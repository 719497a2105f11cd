package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryNoticeFeedTest {
    private final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
    private final RevocationListener listener =
            RevocationListener.builder().feed(feed).build();
    private final Instant now = Instant.now();
    private final TokenClaims token = TokenClaims.ofSession("sid-1", "jti-1", now, now.plusSeconds(900));

    @Test
    void is_ready_at_once_and_revokes_at_once() throws Exception {
        listener.start();
        assertThat(listener.awaitReady(Duration.ZERO)).isTrue();
        assertThat(listener.check(token)).isEqualTo(Verdict.ACTIVE);

        feed.revoke("sid-1");

        assertThat(listener.check(token)).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void what_was_revoked_before_the_start_is_revoked_after_it() {
        feed.revoke("sid-1");
        listener.start();

        assertThat(listener.check(token)).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void goes_stale_and_recovers_as_told_also_before_the_start() {
        feed.goStale();
        listener.start();
        assertThat(listener.check(token)).isEqualTo(Verdict.STALE);
        feed.recover();
        assertThat(listener.check(token)).isEqualTo(Verdict.ACTIVE);
        feed.goStale();
        assertThat(listener.check(token)).isEqualTo(Verdict.STALE);
    }

    @Test
    void fails_as_told() {
        listener.start();
        feed.fail("dead");
        feed.recover();

        assertThat(listener.check(token)).isEqualTo(Verdict.FAILED);
    }
}
