package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.curfew.events.notice.Notice;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static Notice.Session session(String sid) {
        return new Notice.Session(sid, ManualTime.START, ManualTime.START.plusSeconds(900));
    }
}
