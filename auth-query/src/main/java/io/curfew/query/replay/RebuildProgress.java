package io.curfew.query.replay;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a rebuild is. Immutable and thread-safe.
 *
 * @param phase reading, folding or following
 * @param done events, each half when it is read and whole when its session is made
 * @param total events there are, as far as is known
 * @param first how many an earlier, interrupted rebuild had done
 */
public record RebuildProgress(int generation, String phase, long done, long total, long first, Duration elapsed) {

    /** From 0 to 100. */
    public double percent() {
        return total == 0 ? 100 : Math.min(100, 100.0 * done / total);
    }

    /** Events per second, by this rebuild. */
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : (done - first) / seconds;
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
                "rebuild of generation %d: %5.1f %% (%s)  %,d of %,d events  %,.0f/s  ETA %02d:%02d:%02d",
                generation,
                percent(),
                phase,
                done,
                total,
                rate(),
                eta.toHours(),
                eta.toMinutesPart(),
                eta.toSecondsPart());
    }
}
