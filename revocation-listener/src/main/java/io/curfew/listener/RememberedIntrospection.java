package io.curfew.listener;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;

/**
 * Keeps a stale node from flooding its issuer: an answer holds for two seconds, and only so many requests ask at once; the
 * others are refused at once instead of piling up behind a slow issuer. Thread-safe.
 */
final class RememberedIntrospection {
    static final Duration REMEMBERED = Duration.ofSeconds(2);
    static final int AT_ONCE = 16;
    /** Enough for two seconds of a busy node; of answers, not of revocations, so forgetting one costs a question. */
    private static final int ANSWERS = 10_000;

    private final Introspector introspector;
    private final Semaphore bulkhead = new Semaphore(AT_ONCE);
    private final Cache<String, Boolean> answers = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(ANSWERS)
            .executor(Runnable::run)
            .build();

    RememberedIntrospection(Introspector introspector) {
        this.introspector = introspector;
    }

    boolean active(String token) throws Introspector.UnavailableException {
        String key = digest(token);
        Boolean known = answers.getIfPresent(key);
        if (known != null) {
            return known;
        }
        if (!bulkhead.tryAcquire()) {
            throw new Introspector.UnavailableException(AT_ONCE + " requests are asking it already");
        }
        try {
            boolean active = introspector.active(token);
            answers.put(key, active);
            return active;
        } catch (RuntimeException e) {
            throw new Introspector.UnavailableException("the introspector failed with " + e.getClass(), e);
        } finally {
            bulkhead.release();
        }
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
