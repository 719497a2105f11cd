package io.curfew.query.receipts;

import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.Proof;
import io.curfew.events.receipt.Publication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The receipts of revocations, and the nodes that give them. Thread-safe. */
public final class Receipts {
    /** Who has not applied by then what is newer than that, lags. */
    public static final Duration LAGGING_AFTER = Duration.ofSeconds(2);
    /** What is not complete by then is no longer waited for; the histogram has those that have applied it. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(60);

    private static final int MAX_PENDING = 10_000;

    private final Fleet fleet;
    private final Clock clock;
    private final Timer delay;
    private final NoticePlaces places = new NoticePlaces(this::published, this::settle);
    private final Set<String> pending = new LinkedHashSet<>();

    Receipts(Fleet fleet, Clock clock, MeterRegistry registry) {
        this.fleet = fleet;
        this.clock = clock;
        this.delay = Timer.builder("curfew.receipts.delay")
                .description("From a revocation's publication to a node's word that it applied it, for each node")
                .publishPercentileHistogram()
                .register(registry);
        registry.gauge("curfew.receipts.nodes", this, Receipts::reporting);
        registry.gauge("curfew.receipts.laggards", this, receipts -> receipts.laggards()
                .size());
    }

    /** A revocation and what is proved about it. */
    public record Receipt(Publication publication, Proof proof) {}

    /** The receipt of a revocation of late, or empty for one that is not known (any more). */
    public Optional<Receipt> find(String revocationId) {
        return places.find(revocationId)
                .map(publication -> new Receipt(publication, fleet.prove(publication, clock.instant())));
    }

    /** The receipts of the revocations that were published last, newest first. */
    public List<Receipt> recent() {
        return places.recent().stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many records of the revocation topic a node has not applied yet, of those that were read here. */
    public long lag(Fleet.Word word) {
        Map<Integer, Long> applied = word.receipt().applied();
        return places.ends().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - applied.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** What the nodes said last. */
    public List<Fleet.Word> nodes() {
        return fleet.words(clock.instant());
    }

    /** Those that are not beyond what every node should be beyond by now. */
    public List<Proof.Node> laggards() {
        Instant now = clock.instant();
        return places.watermark(now, LAGGING_AFTER)
                .map(watermark -> late(fleet.prove(watermark, now)))
                .orElse(List.of());
    }

    /** Those of a proof that have not applied it, and not ended. */
    public static List<Proof.Node> late(Proof proof) {
        return proof.nodes().stream()
                .filter(node -> node.standing() == Proof.Standing.PENDING || node.standing() == Proof.Standing.UNKNOWN)
                .toList();
    }

    NoticePlaces places() {
        return places;
    }

    private double reporting() {
        return nodes().stream().filter(word -> !word.silent()).count();
    }

    private synchronized void published(String id) {
        if (pending.size() < MAX_PENDING) {
            pending.add(id);
        }
    }

    /** Counts what has come to its end. */
    private synchronized void settle() {
        Instant old = clock.instant().minus(SETTLED_AFTER);
        pending.removeIf(id -> {
            Receipt receipt = find(id).orElse(null);
            if (receipt == null) {
                return true;
            }
            boolean late = receipt.publication().last().isBefore(old);
            boolean settled = late || receipt.proof().verdict() == Proof.Verdict.COMPLETE;
            if (settled) {
                receipt.proof()
                        .delays(receipt.publication())
                        .forEach(took -> delay.record(took.toNanos(), TimeUnit.NANOSECONDS));
            }
            return settled;
        });
    }
}
