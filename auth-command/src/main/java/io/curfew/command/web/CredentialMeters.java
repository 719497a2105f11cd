package io.curfew.command.web;

import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts what became of credentials that were presented, by outcome and by nobody's name. Thread-safe. */
@Component
class CredentialMeters {

    /** What became of a log-in. */
    enum Login {
        SUCCEEDED,
        REFUSED
    }

    /** What became of a refresh. */
    enum Refresh {
        ROTATED,
        REPLAYED,
        REUSED,
        REFUSED
    }

    private final Map<Login, Counter> logins = new EnumMap<>(Login.class);
    private final Map<Refresh, Counter> refreshes = new EnumMap<>(Refresh.class);

    CredentialMeters(MeterRegistry registry) {
        for (Login outcome : Login.values()) {
            logins.put(outcome, counter(registry, "curfew.logins", outcome, "Passwords checked at log-in"));
        }
        for (Refresh outcome : Refresh.values()) {
            refreshes.put(
                    outcome, counter(registry, "curfew.refreshes", outcome, "Refresh tokens presented for new ones"));
        }
    }

    private static Counter counter(MeterRegistry registry, String name, Enum<?> outcome, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void count(Login outcome) {
        increment(logins.get(outcome));
    }

    void count(RefreshResult result) {
        if (result instanceof RefreshResult.Rotated) {
            count(Refresh.ROTATED);
        } else if (result instanceof RefreshResult.Replayed) {
            count(Refresh.REPLAYED);
        } else {
            boolean reused = result.equals(new RefreshResult.Refused(Refusal.REFRESH_TOKEN_REUSED));
            count(reused ? Refresh.REUSED : Refresh.REFUSED);
        }
    }

    void count(Refresh outcome) {
        increment(refreshes.get(outcome));
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
