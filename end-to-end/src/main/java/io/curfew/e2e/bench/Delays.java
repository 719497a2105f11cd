package io.curfew.e2e.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** Delays in microseconds. Thread-safe. */
final class Delays {
    private final Histogram micros = new SynchronizedHistogram(3);
    private final String name;

    Delays(String name) {
        this.name = name;
    }

    /** A delay in nanoseconds; what was over before it began counts as 0. */
    void add(long nanos) {
        micros.recordValue(Math.max(0, nanos / 1_000));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-58s n=%-6d p50 %7.2f ms   p99 %7.2f ms   p99.9 %7.2f ms   max %7.2f ms",
                name,
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
