package io.curfew.query.audit;

import io.curfew.query.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts the history by time and type. Runs in the caller's transaction. Thread-safe; throws Spring's {@code
 * DataAccessException}.
 */
public final class AuditHistogram {
    /** More are no picture. */
    public static final int MAX_BUCKETS = 500;
    /** How wide a bucket may be when nobody says. */
    private static final List<Duration> WIDTHS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(365));

    private static final int GOOD_TO_SEE = 100;

    private final JdbcClient jdbc;

    public AuditHistogram(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One span of time, with how many events of each type are in it. */
    public record Bucket(Instant from, long total, Map<String, Long> counts) {}

    /**
     * The counts.
     *
     * @param buckets those with events, the oldest first; they begin at whole multiples of the width since 1970 in UTC
     */
    public record Result(Duration width, List<Bucket> buckets, long total) {}

    /** There would be too many buckets; over HTTP: 400. */
    public static final class TooManyBucketsException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Counts.
     *
     * @param width whole seconds; null for what suits the time that the events span
     * @throws TooManyBucketsException when that would make more than {@value #MAX_BUCKETS}
     */
    public Result count(int generation, AuditFilter filter, @Nullable Duration width) {
        Span span = span(generation, filter);
        if (span == null) {
            return new Result(width == null ? WIDTHS.get(4) : width, List.of(), 0);
        }
        Duration each = width == null ? suitable(span) : width;
        if (span.buckets(each) > MAX_BUCKETS) {
            throw new TooManyBucketsException();
        }
        return count(generation, filter, each.toSeconds());
    }

    private Result count(int generation, AuditFilter filter, long seconds) {
        Map<Long, Map<String, Long>> counts = new TreeMap<>();
        // The number is ours and not a parameter: databases would not see that both expressions are the same.
        String bucket = "floor(extract(epoch from e.occurred_at) / " + seconds + ")";
        jdbc.sql("select " + bucket + " as bucket, e.event_type as event_type, count(*) as events" + filter.fromWhere()
                        + " group by " + bucket + ", e.event_type")
                .params(filter.parameters(generation))
                .query(row -> {
                    counts.computeIfAbsent(row.getBigDecimal("bucket").longValue(), at -> new TreeMap<>())
                            .put(row.getString("event_type"), row.getLong("events"));
                });
        List<Bucket> buckets = new ArrayList<>();
        long total = 0;
        for (Map.Entry<Long, Map<String, Long>> entry : counts.entrySet()) {
            long events = entry.getValue().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            total += events;
            buckets.add(new Bucket(Instant.ofEpochSecond(entry.getKey() * seconds), events, entry.getValue()));
        }
        return new Result(Duration.ofSeconds(seconds), buckets, total);
    }

    private @Nullable Span span(int generation, AuditFilter filter) {
        return jdbc.sql("select min(e.occurred_at) as first_at, max(e.occurred_at) as last_at" + filter.fromWhere())
                .params(filter.parameters(generation))
                .query((row, n) -> {
                    Instant first = Times.read(row, "first_at");
                    Instant last = Times.read(row, "last_at");
                    return first == null || last == null ? Span.NONE : new Span(first, last);
                })
                .optional()
                .filter(span -> !span.equals(Span.NONE))
                .orElse(null);
    }

    private static Duration suitable(Span span) {
        return WIDTHS.stream()
                .filter(width -> span.buckets(width) <= GOOD_TO_SEE)
                .findFirst()
                .orElse(WIDTHS.get(WIDTHS.size() - 1));
    }

    private record Span(Instant first, Instant last) {
        static final Span NONE = new Span(Instant.MAX, Instant.MIN);

        long buckets(Duration width) {
            long seconds = width.toSeconds();
            return Math.floorDiv(last.getEpochSecond(), seconds) - Math.floorDiv(first.getEpochSecond(), seconds) + 1;
        }
    }
}
