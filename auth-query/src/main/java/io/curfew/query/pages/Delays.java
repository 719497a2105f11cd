package io.curfew.query.pages;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.query.receipts.Receipts.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the nodes took for the revocations of late, as JSON for the chart. Immutable.
 *
 * @param revocations how many there are
 * @param bounds the upper end of each bucket in milliseconds; the last bucket has none
 * @param counts one more than bounds
 */
record Delays(
        @JsonProperty("revocations") int revocations,
        @JsonProperty("bounds") List<Long> bounds,
        @JsonProperty("counts") List<Integer> counts,
        @JsonProperty("p50_ms") @Nullable Long p50,
        @JsonProperty("p99_ms") @Nullable Long p99,
        @JsonProperty("max_ms") @Nullable Long max) {
    private static final List<Long> BOUNDS = List.of(1L, 2L, 5L, 10L, 20L, 50L, 100L, 200L, 500L, 1000L, 2000L, 5000L);

    static Delays of(List<Receipt> receipts) {
        List<Long> millis = new ArrayList<>();
        for (Receipt receipt : receipts) {
            receipt.proof().delays(receipt.publication()).stream()
                    .map(Duration::toMillis)
                    .forEach(millis::add);
        }
        millis.sort(null);
        int[] counts = new int[BOUNDS.size() + 1];
        for (long delay : millis) {
            counts[bucket(delay)]++;
        }
        List<Integer> boxed = new ArrayList<>();
        for (int count : counts) {
            boxed.add(count);
        }
        return new Delays(
                receipts.size(),
                BOUNDS,
                boxed,
                percentile(millis, 50),
                percentile(millis, 99),
                percentile(millis, 100));
    }

    private static int bucket(long delay) {
        int bucket = 0;
        while (bucket < BOUNDS.size() && delay > BOUNDS.get(bucket)) {
            bucket++;
        }
        return bucket;
    }

    /** The nearest rank. */
    private static @Nullable Long percentile(List<Long> ascending, int percent) {
        return ascending.isEmpty() ? null : ascending.get((ascending.size() * percent + 99) / 100 - 1);
    }
}
