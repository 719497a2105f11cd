package io.curfew.listener;

import io.curfew.events.notice.Notice;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long-lived connections of this node, by their sessions: told when a revocation covers their token, so that a socket
 * opened before a log-out does not outlive it. Thread-safe.
 */
final class LiveWatches {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);
    private static final String NO_SESSION = "";

    private final Map<String, Set<Watch>> bySession = new ConcurrentHashMap<>();
    private final Collection<Consumer<RevocationEntry>> subscribers = new CopyOnWriteArrayList<>();
    private final Predicate<TokenClaims> revoked;

    LiveWatches(Predicate<TokenClaims> revoked) {
        this.revoked = revoked;
    }

    AutoCloseable add(TokenClaims token, Runnable onRevoked) {
        Watch watch = new Watch(token, onRevoked);
        bySession.compute(key(token), (sid, watches) -> {
            Set<Watch> all = watches == null ? ConcurrentHashMap.newKeySet() : watches;
            all.add(watch);
            return all;
        });
        // After it was added: a revocation applied in between is seen by one of the two.
        if (revoked.test(token)) {
            watch.end();
        }
        return watch::close;
    }

    /** Tells of every revocation from now on, whether a connection here is concerned or not. */
    AutoCloseable subscribe(Consumer<RevocationEntry> subscriber) {
        // An object of its own: the same consumer may subscribe twice, and end one of the two.
        Consumer<RevocationEntry> mine = entry -> subscriber.accept(entry);
        subscribers.add(mine);
        return () -> subscribers.remove(mine);
    }

    /** That revocation is in the table now. */
    void applied(Notice.Revocation revocation) {
        tell(revocation);
        if (revocation instanceof Notice.Session session) {
            end(bySession.get(session.sid()));
        } else {
            // Rules are rare, and connections few beside requests.
            bySession.values().forEach(this::end);
        }
    }

    int size() {
        return bySession.values().stream().mapToInt(Set::size).sum();
    }

    private void tell(Notice.Revocation revocation) {
        if (subscribers.isEmpty()) {
            return;
        }
        RevocationEntry entry = RevocationEntry.of(revocation);
        for (Consumer<RevocationEntry> subscriber : subscribers) {
            try {
                subscriber.accept(entry);
            } catch (RuntimeException e) {
                log.error("A subscriber to revocations failed; the revocation itself is in force", e);
            }
        }
    }

    private void end(@Nullable Set<Watch> watches) {
        if (watches == null) {
            return;
        }
        for (Iterator<Watch> each = watches.iterator(); each.hasNext(); ) {
            Watch watch = each.next();
            if (revoked.test(watch.token)) {
                watch.end();
            }
        }
    }

    private static String key(TokenClaims token) {
        String sid = token.sid();
        return sid == null ? NO_SESSION : sid;
    }

    private final class Watch {
        private final TokenClaims token;
        private final Runnable onRevoked;
        private boolean ended;

        Watch(TokenClaims token, Runnable onRevoked) {
            this.token = token;
            this.onRevoked = onRevoked;
        }

        void end() {
            if (!claim()) {
                return;
            }
            close();
            try {
                onRevoked.run();
            } catch (RuntimeException e) {
                log.error("A live connection could not be ended after its session was revoked", e);
            }
        }

        void close() {
            claim();
            bySession.computeIfPresent(key(token), (sid, watches) -> {
                watches.remove(this);
                return watches.isEmpty() ? null : watches;
            });
        }

        private synchronized boolean claim() {
            boolean first = !ended;
            ended = true;
            return first;
        }
    }
}
