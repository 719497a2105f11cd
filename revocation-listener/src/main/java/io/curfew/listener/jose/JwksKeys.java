package io.curfew.listener.jose;

import com.github.benmanes.caffeine.cache.Ticker;
import io.curfew.listener.bearer.KeysUnavailableException;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer as this node knows them. Fetched when first needed, again in the background after a while, again at
 * once for a key id never seen; at most one fetch at a time and one a second, whatever is sent. Thread-safe.
 *
 * <p>A key that left the set is gone with the next fetch. A failing address changes nothing for as long as keys are kept; once
 * {@link #refresh} was called, they are kept for the time of one refresh only.
 */
final class JwksKeys {
    private static final Logger log = LoggerFactory.getLogger(JwksKeys.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How many requests may wait for one fetch; the others are told to come again. */
    private static final int MAX_WAITING = 16;

    private final JwksAddress address;
    private final long refreshNanos;
    private final long keepNanos;
    private final Ticker ticker;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Fetch> last = new AtomicReference<>();
    private volatile @Nullable KeySet current;
    private volatile boolean failing;
    /** Keys fetched before then may include a revoked one; null for none. */
    private volatile @Nullable Long doubtedSinceNanos;

    /** One attempt. */
    private record Fetch(long startedAtNanos, CompletableFuture<KeySet> result) {}

    JwksKeys(JwksAddress address, Duration refresh, Duration keep, Ticker ticker) {
        this.address = address;
        this.refreshNanos = refresh.toNanos();
        this.keepNanos = keep.toNanos();
        this.ticker = ticker;
    }

    void onChange(Runnable forget) {
        onChange.add(forget);
    }

    /** Fetches the keys again, without waiting: one of them may have been revoked. */
    void refresh() {
        long now = ticker.read();
        doubtedSinceNanos = now;
        if (current == null) {
            return;
        }
        startInBackground();
        Fetch latest = last.get();
        if (latest != null && latest.startedAtNanos - now < 0) {
            // That one may have seen the keys as they were before.
            CompletableFuture.delayedExecutor(PAUSE_NANOS + 1, TimeUnit.NANOSECONDS)
                    .execute(this::startInBackground);
        }
    }

    /**
     * The key of that id, for that algorithm; null when the issuer publishes none.
     *
     * @throws KeysUnavailableException when that cannot be known
     */
    @Nullable
    Key find(@Nullable String kid, String algorithm) throws KeysUnavailableException {
        KeySet keys = current;
        long now = ticker.read();
        long age = keys == null ? 0 : now - keys.fetchedAtNanos();
        Long doubtedSince = doubtedSinceNanos;
        if (keys == null || age > keepNanos) {
            keys = fetched();
        } else if (!keys.names(kid)) {
            // Unknown is only what is still unknown after a look; younger than the pause is as good as a look.
            keys = age <= PAUSE_NANOS ? keys : fetched();
        } else if (doubtedSince != null && keys.fetchedAtNanos() - doubtedSince < 0) {
            // Time is not pressing at first: the listener itself refuses the tokens of a revoked key, for a while.
            if (now - doubtedSince > refreshNanos) {
                keys = fetched();
            } else {
                startInBackground();
            }
        } else if (age > 2 * refreshNanos) {
            keys = fetchedOr(keys);
        } else if (age > refreshNanos) {
            startInBackground();
        }
        return keys.find(kid, algorithm);
    }

    /** For a node that was idle or whose background fetches fail: worth a wait, but keys are still kept. */
    private KeySet fetchedOr(KeySet kept) {
        try {
            return fetched();
        } catch (KeysUnavailableException e) {
            return kept;
        }
    }

    private KeySet fetched() throws KeysUnavailableException {
        CompletableFuture<KeySet> result = startFetch();
        if (result.isDone()) {
            return outcome(result);
        }
        if (!waiting.tryAcquire()) {
            throw new KeysUnavailableException("too many requests wait for the keys", null);
        }
        try {
            return outcome(result);
        } finally {
            waiting.release();
        }
    }

    private static KeySet outcome(CompletableFuture<KeySet> result) throws KeysUnavailableException {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw new KeysUnavailableException("the keys cannot be fetched", e.getCause());
        }
    }

    // Nobody waits for these futures: accept and failed, which they run, are the whole outcome.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void startInBackground() {
        startFetch();
    }

    /** The fetch under way, or the last one if that was just now, or a new one. */
    private CompletableFuture<KeySet> startFetch() {
        while (true) {
            long now = ticker.read();
            Fetch seen = last.get();
            if (seen != null && (!seen.result.isDone() || now - seen.startedAtNanos <= PAUSE_NANOS)) {
                return seen.result;
            }
            CompletableFuture<KeySet> result = new CompletableFuture<>();
            if (last.compareAndSet(seen, new Fetch(now, result))) {
                fetch(now, result);
                return result;
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void fetch(long startedAtNanos, CompletableFuture<KeySet> result) {
        address.fetch().whenComplete((published, failure) -> {
            if (failure == null) {
                KeySet keys = new KeySet(published, startedAtNanos);
                accept(keys);
                result.complete(keys);
            } else {
                failed(failure);
                result.completeExceptionally(failure);
            }
        });
    }

    private void accept(KeySet keys) {
        KeySet before = current;
        current = keys;
        if (failing) {
            failing = false;
            log.info("The keys can be fetched again from {}", address);
        }
        if (before != null && !keys.covers(before)) {
            log.info("Keys were withdrawn at {}", address);
            onChange.forEach(Runnable::run);
        }
    }

    private void failed(Throwable failure) {
        if (!failing) {
            failing = true;
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            log.warn("The keys to verify access tokens cannot be fetched from {}: {}", address, cause.toString());
        }
    }
}
