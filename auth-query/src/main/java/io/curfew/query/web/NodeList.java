package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.NodeReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The fleet. Immutable. */
record NodeList(@JsonProperty("nodes") List<Node> nodes) {

    /**
     * One running listener and its last word.
     *
     * @param epoch tells it from others of the same name
     * @param applied by partition, the offset below which all is applied
     * @param silent whether it has been silent for longer than it should
     * @param heardAt by Kafka's clock
     */
    record Node(
            @JsonProperty("service") String service,
            @JsonProperty("node") String node,
            @JsonProperty("epoch") String epoch,
            @JsonProperty("state") String state,
            @JsonProperty("when_stale") String whenStale,
            @JsonProperty("max_staleness_ms") long maxStalenessMillis,
            @JsonProperty("applied") Map<Integer, Long> applied,
            @JsonProperty("silent") boolean silent,
            @JsonProperty("heard_at") Instant heardAt) {

        static Node of(Fleet.Word word) {
            NodeReceipt last = word.receipt();
            return new Node(
                    last.service(),
                    last.node(),
                    last.epoch(),
                    last.state().wireName(),
                    last.whenStale().wireName(),
                    last.maxStaleness().toMillis(),
                    last.applied(),
                    word.silent(),
                    word.heardAt());
        }
    }
}
