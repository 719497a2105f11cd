package io.curfew.listener.bearer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Genuine tokens of late, so that a repeated one costs a hash and a look-up instead of a signature check. Knows nothing of
 * revocation: that is asked after it, every time. Bounded; forgetting an entry costs time, never safety. Thread-safe.
 *
 * <p>An entry ends at the token's {@code exp}, without the leeway of verifiers; after {@link #MAX_AGE} at the latest, so that
 * a key withdrawn by the issuer ends too; and whenever {@link #clear} is called. A token is known by the SHA-256 of all
 * of it, signature included.
 *
 * @param <T> what was made of the token
 */
public final class VerifiedTokenCache<T> {
    /** How many tokens are remembered unless said otherwise. */
    public static final int DEFAULT_MAX_SIZE = 10_000;
    /** The longest an entry lives. */
    public static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final Cache<TokenDigest, Entry<T>> entries;
    private final AtomicLong generation = new AtomicLong();
    private final Clock clock;

    private record Entry<T>(T value, long expiresAtMillis, long generation) {}

    private VerifiedTokenCache(int maxSize, Clock clock, Ticker ticker) {
        if (maxSize < 1) {
            throw new IllegalArgumentException("a token cache holds at least one token; " + maxSize + " was asked for");
        }
        this.clock = clock;
        // Eviction is fine here, as it is not in the revocation table: what is forgotten is verified again.
        this.entries = Caffeine.newBuilder()
                .maximumSize(maxSize)
                .expireAfterWrite(MAX_AGE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** A cache of {@value #DEFAULT_MAX_SIZE} tokens by the system's clocks. */
    public static <T> VerifiedTokenCache<T> ofDefaultSize() {
        return ofSize(DEFAULT_MAX_SIZE);
    }

    /**
     * A cache by the system's clocks.
     *
     * @throws IllegalArgumentException when the size is below 1
     */
    public static <T> VerifiedTokenCache<T> ofSize(int maxSize) {
        return of(maxSize, SystemClockBuilder.utc(), Ticker.systemTicker());
    }

    /** A cache by those clocks. */
    public static <T> VerifiedTokenCache<T> of(int maxSize, Clock clock, Ticker ticker) {
        return new VerifiedTokenCache<>(maxSize, clock, ticker);
    }

    /** The place of one token. To be taken before the token is verified; for one thread, for one use. */
    public Slot<T> slot(String token) {
        // Before the look-up and so before any verification that follows: what was verified by keys that are gone when
        // it
        // comes to be filled in belongs to an older generation, and is never seen.
        long current = generation.get();
        TokenDigest digest = TokenDigest.of(token);
        Entry<T> entry = entries.getIfPresent(digest);
        boolean valid = entry != null && entry.generation == current && clock.millis() < entry.expiresAtMillis;
        return new Slot<>(this, digest, current, entry != null && valid ? entry.value : null);
    }

    /** Forgets everything, also what is being verified at this moment. */
    public void clear() {
        generation.incrementAndGet();
        entries.invalidateAll();
    }

    /** How many tokens are remembered, about. */
    public long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }

    private void put(TokenDigest digest, long seen, T value, Instant expiresAt) {
        long expiresAtMillis = expiresAt.toEpochMilli();
        if (clock.millis() < expiresAtMillis && generation.get() == seen) {
            entries.put(digest, new Entry<>(value, expiresAtMillis, seen));
        }
    }

    /**
     * The place of one token in a cache.
     *
     * @param <T> what was made of the token
     */
    public static final class Slot<T> {
        private final VerifiedTokenCache<T> cache;
        private final TokenDigest digest;
        private final long generation;
        private final @Nullable T value;

        private Slot(VerifiedTokenCache<T> cache, TokenDigest digest, long generation, @Nullable T value) {
            this.cache = cache;
            this.digest = digest;
            this.generation = generation;
            this.value = value;
        }

        /** What is remembered of it; null for nothing. */
        public @Nullable T value() {
            return value;
        }

        /** Remembers what the verifier made of it. */
        public void fill(T verified, Instant expiresAt) {
            cache.put(digest, generation, verified, expiresAt);
        }
    }
}
