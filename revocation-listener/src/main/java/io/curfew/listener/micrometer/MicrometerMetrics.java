package io.curfew.listener.micrometer;

import io.curfew.events.notice.NoticeKind;
import io.curfew.listener.ListenerMetrics;
import io.curfew.listener.StalenessPolicy;
import io.curfew.listener.Verdict;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a listener does, for any number of registries. Give it to the listener's builder, and bind it when a registry
 * is there: what was counted before is not lost. Thread-safe; counting takes no lock and makes no garbage.
 */
public final class MicrometerMetrics implements ListenerMetrics, MeterBinder {
    private final Map<Verdict, LongAdder> refusals = adders(Verdict.class);
    private final Map<StalenessPolicy, LongAdder> unjudged = adders(StalenessPolicy.class);
    private final Map<NoticeKind, LongAdder> notices = adders(NoticeKind.class);
    private final LongAdder undecodable = new LongAdder();

    /** Counts from nothing. */
    public MicrometerMetrics() {}

    @Override
    public void refused(Verdict verdict) {
        of(refusals, verdict).increment();
    }

    @Override
    public void acceptedUnjudged(StalenessPolicy policy) {
        of(unjudged, policy).increment();
    }

    @Override
    public void seen(NoticeKind kind) {
        of(notices, kind).increment();
    }

    @Override
    public void undecodable() {
        undecodable.increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Verdict verdict : Verdict.values()) {
            if (!verdict.accepted()) {
                counter(registry, "refusals", of(refusals, verdict), "Tokens refused", "verdict", verdict);
            }
        }
        for (StalenessPolicy policy : StalenessPolicy.values()) {
            if (policy != StalenessPolicy.CLOSED) {
                LongAdder adder = of(unjudged, policy);
                counter(registry, "unjudged", adder, "Tokens accepted by a stale node", "policy", policy);
            }
        }
        for (NoticeKind kind : NoticeKind.values()) {
            counter(registry, "notices", of(notices, kind), "Notices read", "kind", kind);
        }
        FunctionCounter.builder("curfew.listener.undecodable", undecodable, LongAdder::sum)
                .description("Records read that are no notices")
                .register(registry);
    }

    private static void counter(
            MeterRegistry registry, String name, LongAdder adder, String description, String tag, Enum<?> value) {
        FunctionCounter.builder("curfew.listener." + name, adder, LongAdder::sum)
                .description(description)
                .tag(tag, value.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static <E extends Enum<E>> LongAdder of(Map<E, LongAdder> adders, E constant) {
        return Objects.requireNonNull(adders.get(constant), "one for every constant");
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }
}
