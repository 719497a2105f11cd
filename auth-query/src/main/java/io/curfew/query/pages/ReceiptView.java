package io.curfew.query.pages;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.events.receipt.Proof;
import io.curfew.query.receipts.Receipts.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a revocation has come, as JSON for the page's script. Immutable.
 *
 * @param recordedAt when it was decided; null when only its publication is known
 * @param refusing how many of the nodes accept nothing of it any more
 * @param millis how long the last of those took that were there
 * @param places each node's own figures, for who may see them
 */
record ReceiptView(
        @JsonProperty("verdict") String verdict,
        @JsonProperty("recorded_at") @Nullable Instant recordedAt,
        @JsonProperty("published_at") @Nullable Instant publishedAt,
        @JsonProperty("refusing") long refusing,
        @JsonProperty("nodes") int nodes,
        @JsonProperty("millis") @Nullable Long millis,
        @JsonProperty("places") List<Place> places) {

    /** One node. */
    record Place(
            @JsonProperty("service") String service,
            @JsonProperty("node") String node,
            @JsonProperty("standing") String standing,
            @JsonProperty("millis") @Nullable Long millis) {}

    static ReceiptView unpublished(@Nullable Instant recordedAt) {
        return new ReceiptView("pending", recordedAt, null, 0, 0, null, List.of());
    }

    static ReceiptView of(@Nullable Instant recordedAt, Receipt receipt, boolean names) {
        Proof proof = receipt.proof();
        Instant published = receipt.publication().last();
        List<Duration> delays = proof.delays(receipt.publication());
        long refusing = proof.nodes().stream()
                .filter(node -> node.standing() == Proof.Standing.APPLIED || node.standing() == Proof.Standing.ENDED)
                .count();
        return new ReceiptView(
                word(proof.verdict()),
                recordedAt,
                published,
                refusing,
                proof.nodes().size(),
                delays.isEmpty() ? null : delays.get(delays.size() - 1).toMillis(),
                names
                        ? proof.nodes().stream()
                                .map(node -> place(node, published))
                                .toList()
                        : List.of());
    }

    private static Place place(Proof.Node node, Instant published) {
        Instant since = node.since();
        Long millis = since == null
                ? null
                : Math.max(0, Duration.between(published, since).toMillis());
        return new Place(node.instance().service(), node.instance().node(), word(node.standing()), millis);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
