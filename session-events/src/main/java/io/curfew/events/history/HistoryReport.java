package io.curfew.events.history;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the check of a history found. Immutable and thread-safe.
 *
 * @param events how many were read
 * @param repeated how many of them were copies of what was read before
 * @param streams how many streams had events
 * @param roots how many roots in a row were the issuer's
 * @param lastRootAt when the last of them was signed, or null when there was none
 * @param unsigned how many events come after what the last root covers; of these a cut tail would not be seen
 * @param unproven how many events carry nothing to check them by
 * @param findings the first of them
 * @param more how many are not listed
 */
public record HistoryReport(
        Verdict verdict,
        long events,
        long repeated,
        long streams,
        long roots,
        @Nullable Instant lastRootAt,
        long unsigned,
        long unproven,
        List<Finding> findings,
        long more) {

    public HistoryReport {
        findings = List.copyOf(findings);
    }

    /** The answer in a word. */
    public enum Verdict {
        /** Everything is as it was signed. */
        INTACT,
        /** Something was changed. */
        TAMPERED,
        /** Nothing was found, but not everything could be checked: no root, or events without a link. */
        INCOMPLETE;

        /** How it is written outside. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
