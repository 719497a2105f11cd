package io.curfew.listener;

import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link RevocationListener} needs. Either {@link #bootstrapServers} or {@link #feed} must be given; all
 * else has defaults. Not thread-safe; may be reused only where no feed of your own was given.
 */
public final class RevocationListenerBuilder {
    /** How old a node's knowledge may be before it stops deciding. */
    public static final Duration DEFAULT_MAX_STALENESS = Duration.ofSeconds(15);
    /** The longest life (exp − iat) of a token that is accepted, and how far back revocations are read. */
    public static final Duration DEFAULT_MAX_TOKEN_LIFETIME = Duration.ofHours(1);
    /** How much longer than a token's life its revocation is kept. */
    public static final Duration DEFAULT_CLOCK_MARGIN = Duration.ofMinutes(2);
    /**
     * What common verifiers accept past {@code exp}; the margin must cover it, or an entry ends before its token. A token
     * whose {@code iat} is further in the future than that is refused.
     */
    public static final Duration VERIFIER_LEEWAY = Duration.ofSeconds(60);
    /** Watermarks come every second: below this a healthy node would call itself stale. */
    public static final Duration LEAST_MAX_STALENESS = Duration.ofSeconds(2);

    static final Clock SYSTEM_CLOCK = Clock.systemUTC();

    Duration maxStaleness = DEFAULT_MAX_STALENESS;
    Duration maxTokenLifetime = DEFAULT_MAX_TOKEN_LIFETIME;
    Duration clockMargin = DEFAULT_CLOCK_MARGIN;
    ListenerMetrics metrics = ListenerMetrics.NOOP;
    Clock clock = SYSTEM_CLOCK;
    LongSupplier nanoTime = System::nanoTime;

    Set<String> issuers = Set.of();
    Set<String> foreignIssuers = Set.of();
    final Map<NoticeFeed, Set<String>> sources = new LinkedHashMap<>();

    private final Map<String, Object> kafka = new HashMap<>();
    String topic = RevocationsTopic.NAME;
    String service = "service";
    String node = "node";

    @Nullable
    String receiptsTopic = ReceiptsTopic.NAME;

    @Nullable
    NoticeFeed feed;

    RevocationListenerBuilder() {}

    /** Kafka's addresses, {@code host:port,…}. */
    public RevocationListenerBuilder bootstrapServers(String servers) {
        kafka.put("bootstrap.servers", BootstrapServers.validated(servers));
        return this;
    }

    /** Further settings of the Kafka clients (security and the like); what the listener depends on cannot be changed. */
    public RevocationListenerBuilder kafka(Map<String, ?> clientSettings) {
        kafka.putAll(clientSettings);
        return this;
    }

    /** The topic of notices; {@value RevocationsTopic#NAME} unless set. */
    public RevocationListenerBuilder topic(String name) {
        this.topic = name;
        return this;
    }

    /**
     * The topic where this node writes down what it has applied, so that others can prove that a revocation took hold;
     * {@value ReceiptsTopic#NAME} unless set, null for none. Where it may not or finds no topic, it
     * begins to read five seconds later and works all the same.
     */
    public RevocationListenerBuilder receiptsTopic(@Nullable String name) {
        this.receiptsTopic = name;
        return this;
    }

    /** The name of the service this node belongs to, for its receipts and Kafka's client id. */
    public RevocationListenerBuilder service(String name) {
        this.service = name;
        return this;
    }

    /** The name of this node within its service, for its receipts and Kafka's client id. */
    public RevocationListenerBuilder node(String name) {
        this.node = name;
        return this;
    }

    /** How old knowledge may be and still decide: at least {@link #LEAST_MAX_STALENESS}. */
    public RevocationListenerBuilder maxStaleness(Duration duration) {
        this.maxStaleness = atLeast("max staleness", duration, LEAST_MAX_STALENESS);
        return this;
    }

    /** The longest token life accepted, in whole seconds; not below that of the tokens issued. */
    public RevocationListenerBuilder maxTokenLifetime(Duration duration) {
        this.maxTokenLifetime = atLeast("max token lifetime", duration, Duration.ofSeconds(1));
        return this;
    }

    /** What entries live longer than tokens: verifier leeway plus clock error, at least {@link #VERIFIER_LEEWAY}. */
    public RevocationListenerBuilder clockMargin(Duration duration) {
        this.clockMargin = atLeast("clock margin", duration, VERIFIER_LEEWAY);
        return this;
    }

    /** Counts what happens. */
    public RevocationListenerBuilder metrics(ListenerMetrics listenerMetrics) {
        this.metrics = listenerMetrics;
        return this;
    }

    /** A source of notices other than Kafka; the listener closes it. */
    public RevocationListenerBuilder feed(NoticeFeed noticeFeed) {
        this.feed = noticeFeed;
        return this;
    }

    /** The issuers (claim {@code iss}) whose revocations come from here; needed only beside other {@link #source}s. */
    public RevocationListenerBuilder issuers(Set<String> names) {
        this.issuers = Set.copyOf(names);
        return this;
    }

    /**
     * Issuers whose tokens carry no session of ours: such a token needs no {@code sid} and no {@code jti}, and is covered by
     * revocations of its subject, client, tenant or key, or of everything.
     */
    public RevocationListenerBuilder foreignIssuers(Set<String> names) {
        this.foreignIssuers = Set.copyOf(names);
        return this;
    }

    /**
     * Another platform's revocations, which cover tokens of these issuers and no others.
     *
     * @throws IllegalArgumentException when no issuer is named
     */
    public RevocationListenerBuilder source(Set<String> issuersServed, NoticeFeed noticeFeed) {
        if (issuersServed.isEmpty()) {
            throw new IllegalArgumentException("a further source serves at least one issuer");
        }
        sources.put(noticeFeed, Set.copyOf(issuersServed));
        return this;
    }

    /** For tests that turn the clocks themselves. */
    RevocationListenerBuilder time(Clock wall, LongSupplier monotonic) {
        this.clock = wall;
        this.nanoTime = monotonic;
        return this;
    }

    /**
     * The listener, not yet started.
     *
     * @throws IllegalArgumentException when neither bootstrap servers nor a feed were given, or an issuer is served twice
     */
    public RevocationListener build() {
        Set<String> served = new HashSet<>(issuers);
        sources.values()
                .forEach(names -> names.forEach(name -> {
                    if (!served.add(name)) {
                        throw new IllegalArgumentException("issuer " + name + " is served by two sources");
                    }
                }));
        if (!sources.isEmpty() && issuers.isEmpty()) {
            throw new IllegalArgumentException("with further sources, say which issuers the first one serves");
        }
        return new RevocationListener(this, feed == null ? kafkaFeed() : feed);
    }

    private NoticeFeed kafkaFeed() {
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("a listener needs bootstrap servers (host:port) or a feed");
        }
        return new KafkaNoticeFeed(clientSettings(), topic, clock, nanoTime);
    }

    Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent("client.id", "curfew-listener-" + service + "-" + node);
        return settings;
    }

    private static Duration atLeast(String what, Duration duration, Duration least) {
        if (duration.compareTo(least) < 0) {
            throw new IllegalArgumentException(what + " is " + duration + ", must be at least " + least);
        }
        return duration;
    }
}
