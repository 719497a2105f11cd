package io.curfew.listener.junit;

import io.curfew.events.notice.Notice;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationListener;

/**
 * What a test can do to the listener of the service under test. Nothing un-revokes, here as in life: give each test sessions
 * of its own. Thread-safe.
 */
public final class Revocations {
    private final InMemoryNoticeFeed feed;
    private final RevocationListener listener;

    Revocations(InMemoryNoticeFeed feed, RevocationListener listener) {
        this.feed = feed;
        this.listener = listener;
    }

    /** Revokes a session; every token of it is refused when this returns. */
    public void revoke(String sid) {
        feed.revoke(sid);
    }

    /** Revokes by any rule. */
    public void publish(Notice.Revocation revocation) {
        feed.publish(revocation);
    }

    /** From now on the node cannot know: what the service answers is up to its policy. Ends with the test. */
    public void goStale() {
        feed.goStale();
    }

    /** Ends what {@link #goStale} began. */
    public void recover() {
        feed.recover();
    }

    /** The listener, to check tokens or look at its status. */
    public RevocationListener listener() {
        return listener;
    }
}
