package io.curfew.sidecar;

import io.curfew.listener.StalenessPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sidecar needs to know, checked. Immutable.
 *
 * @param tokens whose tokens are accepted
 * @param listener where revocations come from, and how fresh they must be
 * @param host the address to listen on
 * @param port the HTTP port; 0 for any
 * @param grpcPort the port for Envoy's gRPC form; null for none, 0 for any
 * @param maxHeaderBytes the largest request head read
 * @param maxStreams how many event streams at once
 */
public record SidecarSettings(
        Tokens tokens,
        Listener listener,
        String host,
        int port,
        @Nullable Integer grpcPort,
        int maxHeaderBytes,
        int maxStreams) {

    /**
     * Whose tokens are accepted.
     *
     * @param issuer claim {@code iss}, to the letter
     * @param jwks the address of its keys
     * @param audiences one of which claim {@code aud} must name
     * @param types the JOSE {@code typ} values accepted
     */
    public record Tokens(String issuer, URI jwks, List<String> audiences, List<String> types) {}

    /**
     * Where revocations come from.
     *
     * @param bootstrapServers Kafka's addresses
     * @param topic the topic of notices
     * @param node how this node calls itself in its receipts
     * @param kafka further settings of Kafka's client; may hold passwords
     * @param policy what happens while the node cannot judge
     * @param introspection whom to ask then; null for nobody
     */
    public record Listener(
            String bootstrapServers,
            String topic,
            Node node,
            Map<String, String> kafka,
            StalenessPolicy policy,
            @Nullable Introspection introspection,
            Duration maxStaleness,
            Duration maxTokenLifetime,
            Duration clockMargin) {

        /** Names no client setting: some are passwords. */
        @Override
        public String toString() {
            return "Listener[bootstrapServers=" + bootstrapServers + ", topic=" + topic + ", policy=" + policy + "]";
        }
    }

    /**
     * How a node calls itself.
     *
     * @param service what it stands beside
     * @param name which of that service's nodes; no two may share it
     * @param receiptsTopic where it writes down what it has applied; null for the usual topic, empty for nowhere
     */
    public record Node(String service, String name, @Nullable String receiptsTopic) {}

    /** An introspection endpoint and this client's name and secret there (RFC 7662). */
    public record Introspection(URI endpoint, String clientId, String clientSecret) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Introspection[endpoint=" + endpoint + ", clientId=" + clientId + "]";
        }
    }
}
