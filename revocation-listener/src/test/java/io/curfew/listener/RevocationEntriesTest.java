package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node shows of its knowledge, and what it passes on. */
class RevocationEntriesTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant later = now.plusSeconds(900);
    private final Instant before = now.minusSeconds(5);

    private final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
    private final RevocationListener listener =
            RevocationListener.builder().feed(feed).build();
    private final List<RevocationEntry> told = new ArrayList<>();

    @BeforeEach
    void start() {
        listener.start();
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void what_a_subscriber_is_told_is_what_the_node_holds_for_every_kind() {
        var unused = listener.subscribe(told::add);

        feed.publish(new Notice.Session("a:b", now, later));
        feed.publish(new Notice.Token(Notice.Token.hash("jti-1"), now, later));
        feed.publish(new Notice.Subject("s", before, now, later));
        feed.publish(new Notice.Client("c", before, now, later));
        feed.publish(new Notice.Tenant("t", before, now, later));
        feed.publish(new Notice.SigningKey("k", before, now, later));
        feed.publish(new Notice.All(before, now, later));

        assertThat(told)
                .containsExactly(
                        new RevocationEntry(NoticeKind.SESSION, "a:b", null, later),
                        new RevocationEntry(NoticeKind.TOKEN, Notice.Token.hash("jti-1"), null, later),
                        new RevocationEntry(NoticeKind.SUBJECT, "s", before, later),
                        new RevocationEntry(NoticeKind.CLIENT, "c", before, later),
                        new RevocationEntry(NoticeKind.TENANT, "t", before, later),
                        new RevocationEntry(NoticeKind.KEY, "k", null, later),
                        new RevocationEntry(NoticeKind.ALL, "", before, later));
        assertThat(listener.revocations()).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void a_subscriber_that_fails_or_has_ended_harms_nobody() throws Exception {
        AutoCloseable ended = listener.subscribe(told::add);
        ended.close();
        var unused = listener.subscribe(entry -> {
            throw new IllegalStateException("on purpose");
        });
        var other = listener.subscribe(told::add);

        feed.revoke("sid-1");

        assertThat(told).hasSize(1);
        assertThat(listener.check(Tokens.ofSession("sid-1"))).isEqualTo(Verdict.REVOKED);
        other.close();
    }
}
