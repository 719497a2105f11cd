package io.curfew.command.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Slows down whoever guesses passwords, without ever locking anybody out for good. Three measures: failures from one
 * address into one account wait exponentially longer; failures from one address, and failures into one account, drain a
 * bucket each. An address from which the account was entered before does not feel the account's bucket, so that a flood
 * from elsewhere does not keep its owner out. Attempts are counted in the buckets before the password is checked, and
 * given back when it was right; whoever has failed before gets one try at a time: so guessing in parallel gains next to
 * nothing. Memory is bounded, and holds no name: it would outlive the account of a person who was erased. State is per node. Thread-safe.
 */
public final class LoginThrottle {
    private static final long KEYS = 100_000;
    private static final Duration FORGET_FAILURES = Duration.ofHours(1);
    private static final Duration FORGET_FRIENDS = Duration.ofDays(30);

    private final AccountProperties.Throttle settings;
    private final Clock clock;
    private final Cache<Pair, Backoff> backoffs;
    private final Cache<Pair, Boolean> friends;
    private final Cache<String, Bucket> addresses;
    private final Cache<String, Bucket> accounts;
    private final byte[] salt = new byte[16];

    LoginThrottle(AccountProperties.Throttle settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.backoffs = bounded(FORGET_FAILURES);
        this.friends = bounded(FORGET_FRIENDS);
        this.addresses = bounded(FORGET_FAILURES);
        this.accounts = bounded(FORGET_FAILURES);
        new SecureRandom().nextBytes(salt);
    }

    /**
     * Admits an attempt, which must be closed.
     *
     * @param account what was given as user name, or a user id
     * @param address the client's address
     * @throws ThrottledException if it comes too soon
     */
    public Attempt admit(String account, String address) {
        String name = Usernames.normalise(account).orElseGet(() -> account.toLowerCase(Locale.ROOT));
        Pair pair = new Pair(hashed(name), Network.of(address));
        Instant now = clock.instant();
        Turn turn = turn(pair, now);
        if (now.isBefore(turn.until())) {
            throw new ThrottledException(Duration.between(now, turn.until()));
        }
        try {
            return admit(pair, turn);
        } catch (ThrottledException e) {
            giveBack(pair, turn);
            throw e;
        }
    }

    /**
     * Whoever has failed so often that the next failure makes him wait gets one try at a time: those that come while it is
     * checked must wait as if it had failed already.
     */
    private Turn turn(Pair pair, Instant now) {
        AtomicReference<Turn> turn = new AtomicReference<>(new Turn(Instant.EPOCH, false));
        backoffs.asMap().computeIfPresent(pair, (key, backoff) -> {
            boolean alone = !now.isBefore(backoff.until()) && backoff.nextMustWait(settings);
            turn.set(new Turn(backoff.until(), alone));
            return alone ? backoff.until(backoff.next(settings, now).until()) : backoff;
        });
        return Objects.requireNonNull(turn.get());
    }

    private void giveBack(Pair pair, Turn turn) {
        if (turn.alone()) {
            backoffs.asMap().computeIfPresent(pair, (key, backoff) -> backoff.until(turn.until()));
        }
    }

    private Attempt admit(Pair pair, Turn turn) {
        Bucket byAddress =
                addresses.get(pair.address(), key -> bucket(settings.addressBurst(), settings.addressPerMinute()));
        take(byAddress);
        if (friends.getIfPresent(pair) != null) {
            return new Attempt(pair, turn, byAddress, byAddress, false);
        }
        Bucket byAccount =
                accounts.get(pair.account(), key -> bucket(settings.accountBurst(), settings.accountPerMinute()));
        try {
            take(byAccount);
        } catch (ThrottledException e) {
            byAddress.addTokens(1);
            throw e;
        }
        return new Attempt(pair, turn, byAddress, byAccount, true);
    }

    private String hashed(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return Base64.getEncoder().encodeToString(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ThrottledException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(long burst, long perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    private <K, V> Cache<K, V> bounded(Duration idle) {
        return Caffeine.newBuilder()
                .maximumSize(KEYS)
                .expireAfterAccess(idle)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** An admitted attempt. Closing it without an outcome, as on an error of ours, counts nothing. Not thread-safe. */
    public final class Attempt implements AutoCloseable {
        private final Pair pair;
        private final Turn turn;
        private final Bucket byAddress;
        private final Bucket byAccount;
        private final boolean both;
        private boolean failed;
        private boolean succeeded;

        private Attempt(Pair pair, Turn turn, Bucket byAddress, Bucket byAccount, boolean both) {
            this.pair = pair;
            this.turn = turn;
            this.byAddress = byAddress;
            this.byAccount = byAccount;
            this.both = both;
        }

        /** The password was wrong. */
        public void failed() {
            failed = true;
            backoffs.asMap().compute(pair, (key, known) -> (known == null ? Backoff.NONE : known)
                    .next(settings, clock.instant()));
        }

        /** The password was right. */
        public void succeeded() {
            succeeded = true;
            backoffs.invalidate(pair);
            friends.put(pair, true);
        }

        @Override
        public void close() {
            if (failed) {
                return;
            }
            if (!succeeded) {
                giveBack(pair, turn);
            }
            byAddress.addTokens(1);
            if (both) {
                byAccount.addTokens(1);
            }
        }
    }

    private record Pair(String account, String address) {}

    /** Until when the attempt would have had to wait, and whether no other is let in beside it. */
    private record Turn(Instant until, boolean alone) {}
}
