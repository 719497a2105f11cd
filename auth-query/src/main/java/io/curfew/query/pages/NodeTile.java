package io.curfew.query.pages;

import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.NodeReceipt;
import java.time.Duration;
import java.time.Instant;

/**
 * A node as the page shows it. Immutable.
 *
 * @param tone good, warn or bad
 * @param ageMillis how long ago its last word was
 * @param percent of the bound that this is, 100 at most
 * @param lag records it has not applied
 */
public record NodeTile(
        String service,
        String node,
        String state,
        String tone,
        String whenStale,
        long ageMillis,
        long boundMillis,
        int percent,
        long lag,
        Instant heardAt) {

    static NodeTile of(Fleet.Word word, long lag, Instant now) {
        NodeReceipt last = word.receipt();
        long age = Math.max(0, Duration.between(word.heardAt(), now).toMillis());
        long bound = last.maxStaleness().toMillis();
        int percent = bound == 0 ? 100 : (int) Math.min(100, age * 100 / bound);
        return new NodeTile(
                last.service(),
                last.node(),
                word.silent() ? "silent" : last.state().wireName(),
                tone(word),
                last.whenStale().wireName(),
                age,
                bound,
                percent,
                lag,
                word.heardAt());
    }

    private static String tone(Fleet.Word word) {
        if (word.silent()) {
            return "bad";
        }
        return switch (word.receipt().state()) {
            case READY -> "good";
            case STARTING, LEAVING -> "warn";
            case STALE, FAILED -> "bad";
        };
    }

    /** The age as people say it; in tenths of a second, so that it moves no faster than one can read. */
    public String age() {
        return ageMillis < 60_000
                ? ageMillis / 1000 + "." + ageMillis % 1000 / 100 + " s"
                : ageMillis / 60_000 + " min";
    }

    /** The bound likewise. */
    public String bound() {
        return boundMillis % 1000 == 0 ? boundMillis / 1000 + " s" : boundMillis + " ms";
    }
}
