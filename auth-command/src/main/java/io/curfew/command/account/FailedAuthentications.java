package io.curfew.command.account;

import io.curfew.command.domain.FailedAttempts;
import io.curfew.command.domain.Origin;
import io.curfew.events.AuthenticationFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed authentications in memory until {@link FailureRecorder} records them, so that a request does the same work
 * for a name that exists and for one that does not, and no statement. Names are held until their minute is recorded, and
 * resolved only then. Memory is bounded; what does not fit is counted by a meter only. State is per node. Thread-safe.
 */
public final class FailedAuthentications {
    /** How many counts there may be, over all accounts, kinds and addresses. */
    static final int COUNTS = 20_000;

    /** To how many counts one network adds in a minute: so it cannot crowd out what others do, or fill the store. */
    static final int OF_A_NETWORK = 50;

    private final Clock clock;
    private final Counter unrecorded;
    private final Map<AccountMinute, FailureTally> tallies = new ConcurrentHashMap<>();
    private final AtomicInteger counts = new AtomicInteger();
    private final Map<NetworkMinute, AtomicInteger> networks = new ConcurrentHashMap<>();

    FailedAuthentications(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.unrecorded = Counter.builder("curfew.authentication.failures.unrecorded")
                .description("Failed authentications that were not recorded as events: too many, or the store failed")
                .register(registry);
    }

    /**
     * Counts a refused login.
     *
     * @param username what was given as user name
     */
    public void login(String username, AuthenticationFailure failure, Origin origin) {
        String name = Usernames.normalise(username).orElseGet(() -> username.toLowerCase(Locale.ROOT));
        count(name, null, failure, origin);
    }

    /** Counts a password check that was refused within a session of the user. */
    public void withinSession(String userId, AuthenticationFailure failure, Origin origin) {
        count(null, userId, failure, origin);
    }

    private void count(@Nullable String name, @Nullable String userId, AuthenticationFailure failure, Origin origin) {
        Instant now = clock.instant();
        FailedAttempts attempt = FailedAttempts.one(failure, origin, now);
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        AccountMinute key = new AccountMinute(name, userId, minute);
        NetworkMinute network = new NetworkMinute(Network.of(origin.ipAddress()), minute);
        tallies.compute(key, (same, known) -> {
            FailureTally tally = known == null ? new FailureTally() : known;
            if (!tally.grows(attempt)) {
                tally.add(attempt);
            } else if (counts.get() < COUNTS && hasRoom(network)) {
                counts.incrementAndGet();
                tally.add(attempt);
            } else {
                unrecorded.increment();
                return known;
            }
            return tally;
        });
    }

    private boolean hasRoom(NetworkMinute network) {
        return networks.computeIfAbsent(network, same -> new AtomicInteger()).incrementAndGet() <= OF_A_NETWORK;
    }

    /**
     * Takes counts out, oldest minutes first.
     *
     * @param before only those of minutes that had ended by then
     * @param most of how many accounts
     */
    List<Counted> take(Instant before, int most) {
        networks.keySet()
                .removeIf(key -> !key.minute().plus(1, ChronoUnit.MINUTES).isAfter(before));
        List<AccountMinute> ended = tallies.keySet().stream()
                .filter(key -> !key.minute().plus(1, ChronoUnit.MINUTES).isAfter(before))
                .sorted((one, other) -> one.minute().compareTo(other.minute()))
                .limit(most)
                .toList();
        List<Counted> taken = new ArrayList<>();
        for (AccountMinute key : ended) {
            FailureTally tally = tallies.remove(key);
            if (tally != null) {
                counts.addAndGet(-tally.size());
                taken.add(new Counted(key, tally));
            }
        }
        return taken;
    }

    boolean isEmpty() {
        return tallies.isEmpty();
    }

    /** Puts back what could not be recorded for now. */
    void putBack(Counted counted) {
        tallies.compute(counted.key(), (key, known) -> {
            FailureTally tally = counted.tally();
            if (known != null) {
                counts.addAndGet(-known.size());
                tally.addAll(known);
            }
            counts.addAndGet(tally.size());
            return tally;
        });
    }

    /** Gives up what is left; answers how many attempts. */
    int loseAll() {
        int lost = 0;
        for (Counted counted : take(Instant.MAX, Integer.MAX_VALUE)) {
            lost(counted.tally());
            lost += counted.tally().attempts().stream()
                    .mapToInt(FailedAttempts::count)
                    .sum();
        }
        return lost;
    }

    /** Counts what will never be recorded. */
    void lost(FailureTally tally) {
        unrecorded.increment(
                tally.attempts().stream().mapToInt(FailedAttempts::count).sum());
    }

    /**
     * What is counted: attempts of one minute, by a name or by a user id.
     *
     * @param minute its beginning
     */
    record AccountMinute(@Nullable String name, @Nullable String userId, Instant minute) {
        /** Hides the name: it may be a password that was typed into the wrong field. */
        @Override
        public String toString() {
            return "AccountMinute[" + minute + "]";
        }
    }

    private record NetworkMinute(String network, Instant minute) {}

    record Counted(AccountMinute key, FailureTally tally) {}
}
