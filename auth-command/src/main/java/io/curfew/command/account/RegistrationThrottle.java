package io.curfew.command.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Slows down whoever makes accounts in masses: each address has a bucket, and each try takes from it, because each costs a
 * password hash. Memory is bounded. State is per node. Thread-safe.
 */
public final class RegistrationThrottle {
    private static final long ADDRESSES = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AccountProperties.Throttle settings;
    private final Clock clock;
    private final Cache<String, Bucket> buckets;

    RegistrationThrottle(AccountProperties.Throttle settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        // A bucket that has had the time to fill up again need not be remembered.
        Duration filled = MINUTE.multipliedBy(settings.registerBurst() / settings.registerPerMinute() + 1);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterAccess(filled)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Admits a registration.
     *
     * @param address the client's address
     * @throws ThrottledException if there were too many from there
     */
    public void admit(String address) {
        ConsumptionProbe probe =
                buckets.get(Network.of(address), network -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ThrottledException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(settings.registerBurst()).refillGreedy(settings.registerPerMinute(), MINUTE))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }
}
