package io.curfew.query.replay;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a rebuild is. Immutable and thread-safe.
 *
 * @param done records read
 * @param total records there are, as far as is known
 */
public record RebuildProgress(int generation, long done, long total, Duration elapsed) {

    /** From 0 to 100. */
    public double percent() {
        return total == 0 ? 100 : Math.min(100, 100.0 * done / total);
    }

    /** Records per second. */
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : done / seconds;
    }

    /** How long it will still take at this rate. */
    public Duration remaining() {
        return rate() <= 0 ? Duration.ZERO : Duration.ofSeconds(Math.round(Math.max(0, total - done) / rate()));
    }

    @Override
    public String toString() {
        Duration eta = remaining();
        return String.format(
                Locale.ROOT,
                "rebuild of generation %d: %5.1f %%  %,d of %,d events  %,.0f/s  ETA %02d:%02d:%02d",
                generation,
                percent(),
                done,
                total,
                rate(),
                eta.toHours(),
                eta.toMinutesPart(),
                eta.toSecondsPart());
    }
}
