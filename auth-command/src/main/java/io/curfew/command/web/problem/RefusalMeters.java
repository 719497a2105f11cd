package io.curfew.command.web.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts refusals that no event tells of, because they are about no account. Thread-safe. */
@Component
public final class RefusalMeters {
    private static final ProblemCode[] COUNTED = {
        ProblemCode.CSRF_CHECK_FAILED, ProblemCode.UNKNOWN_CLIENT, ProblemCode.INVALID_CLIENT
    };

    private final Map<ProblemCode, Counter> counters = new EnumMap<>(ProblemCode.class);

    RefusalMeters(MeterRegistry registry) {
        for (ProblemCode code : COUNTED) {
            counters.put(
                    code,
                    Counter.builder("curfew.refused")
                            .description(
                                    "Requests from other sites with cookies, and clients that are not known or proven")
                            .tag("code", code.code())
                            .register(registry));
        }
    }

    /** Counts it, if it is of that kind. */
    public void count(ProblemCode code) {
        Counter counter = counters.get(code);
        if (counter != null) {
            counter.increment();
        }
    }
}
