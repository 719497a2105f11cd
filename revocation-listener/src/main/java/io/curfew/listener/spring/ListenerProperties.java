package io.curfew.listener.spring;

import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import io.curfew.listener.StalenessPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code curfew.listener.*}. Immutable.
 *
 * @param bootstrapServers Kafka's addresses, {@code host:port,…}; needed unless the application has a {@code NoticeFeed}
 * @param topic the topic of revocation notices
 * @param service the name of the service; {@code spring.application.name} unless set
 * @param node the name of this node within the service; made up unless set
 * @param maxStaleness how old knowledge may be and still decide
 * @param maxTokenLifetime the longest token life (exp − iat) accepted
 * @param clockMargin how much longer than its tokens a revocation is remembered
 * @param tokenTypes the JOSE {@code typ} values accepted, RFC 9068 section 4
 * @param problemDetails whether resource-server errors are answered as problem+json, and a stale node with 503
 * @param tokenCache how genuine tokens are remembered
 * @param receipts what this node tells of itself
 * @param policy what happens when the node cannot judge, on routes that do not say otherwise
 * @param routes what single routes ask for; the first that matches holds
 * @param introspection where the issuer is asked, for policy INTROSPECT
 * @param unjudgedTokens what becomes of a caller with a bearer token that cannot be judged
 * @param checkedElsewhere classes of Authentication whose callers the application itself checks for revocation
 * @param kafka further settings of the Kafka clients
 */
@ConfigurationProperties("curfew.listener")
record ListenerProperties(
        @Nullable String bootstrapServers,
        @DefaultValue(RevocationsTopic.NAME) String topic,
        @Nullable String service,
        @Nullable String node,
        @DefaultValue("15s") Duration maxStaleness,
        @DefaultValue("1h") Duration maxTokenLifetime,
        @DefaultValue("2m") Duration clockMargin,
        @DefaultValue({"at+jwt", "application/at+jwt"}) List<String> tokenTypes,
        @DefaultValue("true") boolean problemDetails,
        @DefaultValue TokenCache tokenCache,
        @DefaultValue Receipts receipts,
        @DefaultValue("CLOSED") StalenessPolicy policy,
        @DefaultValue List<RouteProperties> routes,
        @DefaultValue Introspection introspection,
        @DefaultValue("REFUSE") UnjudgedTokens.Action unjudgedTokens,
        @DefaultValue List<Class<?>> checkedElsewhere,
        @DefaultValue Map<String, String> kafka) {

    /**
     * The properties {@code curfew.listener.token-cache.*}. Immutable.
     *
     * @param enabled whether a token's signature is checked once instead of every time
     * @param maxSize how many tokens are remembered
     */
    record TokenCache(@DefaultValue("true") boolean enabled, @DefaultValue("10000") int maxSize) {}

    /**
     * The properties {@code curfew.listener.receipts.*}. Immutable.
     *
     * @param enabled whether this node writes down what it has applied
     * @param topic where to
     */
    record Receipts(@DefaultValue("true") boolean enabled, @DefaultValue(ReceiptsTopic.NAME) String topic) {}

    /**
     * The properties {@code curfew.listener.introspection.*} (RFC 7662). Immutable.
     *
     * @param uri the issuer's introspection endpoint
     * @param clientId this service, as the issuer knows it
     * @param clientSecret its secret
     * @param timeout how long a question may take
     */
    record Introspection(
            @Nullable URI uri,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @DefaultValue("1s") Duration timeout) {

        /** Says nothing of the secret. */
        @Override
        public String toString() {
            return "Introspection[uri=" + uri + "]";
        }
    }
}
