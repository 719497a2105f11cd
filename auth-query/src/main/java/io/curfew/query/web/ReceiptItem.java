package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.events.receipt.Proof;
import io.curfew.query.receipts.Receipts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a revocation. Times are Kafka's. Immutable.
 *
 * @param verdict complete, pending or unknown
 * @param p50Millis how long the nodes took that were there, null when none has applied it
 * @param laggards those that have not applied it, as service/node
 */
record ReceiptItem(
        @JsonProperty("id") String id,
        @JsonProperty("verdict") String verdict,
        @JsonProperty("published_at") Instant publishedAt,
        @JsonProperty("p50_ms") @Nullable Long p50Millis,
        @JsonProperty("p99_ms") @Nullable Long p99Millis,
        @JsonProperty("max_ms") @Nullable Long maxMillis,
        @JsonProperty("laggards") List<String> laggards,
        @JsonProperty("nodes") List<Node> nodes) {

    /**
     * One node.
     *
     * @param standing applied, pending, unknown (silent since) or ended (it said that it accepts nothing any more)
     * @param refusesAfter for one that is silent: from then on it accepts nothing of it anyway, for it fails closed
     */
    record Node(
            @JsonProperty("service") String service,
            @JsonProperty("node") String node,
            @JsonProperty("epoch") String epoch,
            @JsonProperty("standing") String standing,
            @JsonProperty("state") String state,
            @JsonProperty("since") @Nullable Instant since,
            @JsonProperty("heard_at") Instant heardAt,
            @JsonProperty("refuses_after") @Nullable Instant refusesAfter) {

        private static Node of(Proof.Node node) {
            return new Node(
                    node.instance().service(),
                    node.instance().node(),
                    node.instance().epoch(),
                    word(node.standing()),
                    node.state().wireName(),
                    node.since(),
                    node.heardAt(),
                    node.refusesAfter());
        }
    }

    static ReceiptItem of(String id, Receipts.Receipt receipt) {
        Proof proof = receipt.proof();
        List<Duration> delays = proof.delays(receipt.publication());
        return new ReceiptItem(
                id,
                word(proof.verdict()),
                receipt.publication().last(),
                percentile(delays, 50),
                percentile(delays, 99),
                percentile(delays, 100),
                Receipts.late(proof).stream().map(node -> node.instance().key()).toList(),
                proof.nodes().stream().map(Node::of).toList());
    }

    /** The nearest rank. */
    static @Nullable Long percentile(List<Duration> ascending, int percent) {
        if (ascending.isEmpty()) {
            return null;
        }
        int rank = (ascending.size() * percent + 99) / 100;
        return ascending.get(rank - 1).toMillis();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
