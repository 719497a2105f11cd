package io.curfew.listener;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link RevocationListener} with a policy: what every adapter asks, once a token's signature and claims are in order.
 * While the listener knows, this is its check and nothing more. When it does not, the {@link RouteRule} decides: refuse,
 * ask the issuer, or let pass. A revocation the listener knows of is never softened.
 *
 * <p>Thread-safe. Blocks only where the rule says so: under {@link StalenessPolicy#INTROSPECT} while the node is stale, and
 * for newer knowledge where the rule has a {@link RouteRule#maxAge()}.
 */
public final class RevocationGate {
    /** How long a request waits for knowledge as new as its rule asks for: news come every second. */
    public static final Duration MAX_WAIT = Duration.ofMillis(2500);

    private static final Logger log = LoggerFactory.getLogger(RevocationGate.class);
    private static final Duration LOG_EVERY = Duration.ofSeconds(30);

    private final RevocationListener listener;
    private final RouteRule defaultRule;
    private final @Nullable RememberedIntrospection issuer;
    private final Occasionally warnings = new Occasionally(LOG_EVERY);

    private RevocationGate(RevocationListener listener, RouteRule defaultRule, @Nullable Introspector introspector) {
        this.listener = listener;
        this.defaultRule = checked(listener, defaultRule, introspector != null);
        this.issuer = introspector == null ? null : new RememberedIntrospection(introspector);
    }

    /**
     * A gate.
     *
     * @param defaultRule holds wherever no other rule is given
     * @param introspector asks the issuer; needed where any rule says {@link StalenessPolicy#INTROSPECT}
     * @throws IllegalArgumentException when the rule needs an introspector and there is none
     */
    public static RevocationGate of(
            RevocationListener listener, RouteRule defaultRule, @Nullable Introspector introspector) {
        return new RevocationGate(listener, defaultRule, introspector);
    }

    /** A gate that refuses what the node cannot judge. */
    public static RevocationGate closed(RevocationListener listener) {
        return of(listener, RouteRule.CLOSED, null);
    }

    /** The listener behind it. */
    public RevocationListener listener() {
        return listener;
    }

    /** The rule that holds wherever no other is given. */
    public RouteRule defaultRule() {
        return defaultRule;
    }

    /**
     * The rule, if this gate can keep it: asked at start, where a mistake is better known.
     *
     * @throws IllegalArgumentException when it needs an introspector and there is none
     */
    public RouteRule checked(RouteRule rule) {
        return checked(listener, rule, issuer != null);
    }

    /** The verdict under the node's own rule; see {@link #check(TokenClaims, String, RouteRule)}. */
    public Verdict check(TokenClaims claims, String token) {
        return check(claims, token, defaultRule);
    }

    /**
     * The verdict on a token under a rule.
     *
     * @param claims of the token, which was verified in every other respect
     * @param token as it was presented; used only to ask the issuer, never logged or kept
     */
    public Verdict check(TokenClaims claims, String token, RouteRule rule) {
        Duration maxAge = rule.maxAge();
        Verdict verdict = maxAge == null ? listener.judge(claims) : judgeFresh(claims, maxAge, rule.policy());
        boolean unjudged = verdict == Verdict.STALE || verdict == Verdict.FAILED;
        return listener.counted(unjudged ? unjudged(verdict, token, rule.policy()) : verdict);
    }

    /**
     * Watches the token of a long-lived connection under a rule: when it would no longer be accepted, the action takes the
     * verdict, once. As {@link RevocationListener#watch}, but under {@link StalenessPolicy#OPEN} the connection outlives a
     * stale node. The issuer is not asked about open connections, so under {@link StalenessPolicy#INTROSPECT} they end as under
     * {@link StalenessPolicy#CLOSED}, and are judged when they are opened again; {@link RouteRule#maxAge()} counts only then.
     */
    public AutoCloseable watch(TokenClaims claims, RouteRule rule, Consumer<Verdict> onEnd) {
        return listener.watch(claims, () -> judgeOpen(claims, rule.policy()), onEnd);
    }

    private Verdict judgeOpen(TokenClaims claims, StalenessPolicy policy) {
        Verdict verdict = listener.judge(claims);
        boolean unjudged = verdict == Verdict.STALE || verdict == Verdict.FAILED;
        return unjudged && policy == StalenessPolicy.OPEN && !listener.isClosed() ? Verdict.ACTIVE : verdict;
    }

    private Verdict judgeFresh(TokenClaims claims, Duration maxAge, StalenessPolicy policy) {
        Verdict verdict = listener.judge(claims, maxAge);
        if (verdict != Verdict.STALE || policy == StalenessPolicy.INTROSPECT) {
            // The issuer knows at once; waiting would only be slower.
            return verdict;
        }
        try {
            return listener.awaitFresh(maxAge, MAX_WAIT) ? listener.judge(claims, maxAge) : verdict;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return verdict;
        }
    }

    private Verdict unjudged(Verdict verdict, String token, StalenessPolicy policy) {
        if (listener.isClosed()) {
            // Its last word to others was that it accepts nothing any more.
            return verdict;
        }
        return switch (policy) {
            case CLOSED -> verdict;
            case OPEN -> {
                listener.acceptedUnjudged(policy);
                if (warnings.now()) {
                    log.error(
                            "Tokens are accepted unjudged under policy OPEN: {}",
                            listener.status().detail());
                }
                yield Verdict.ACTIVE;
            }
            case INTROSPECT -> introspect(verdict, token);
        };
    }

    private Verdict introspect(Verdict verdict, String token) {
        if (issuer == null) {
            return verdict;
        }
        try {
            if (!issuer.active(token)) {
                return Verdict.INACTIVE;
            }
            listener.acceptedUnjudged(StalenessPolicy.INTROSPECT);
            return Verdict.ACTIVE;
        } catch (Introspector.UnavailableException e) {
            if (warnings.now()) {
                log.warn("This node is stale and cannot ask the issuer either: {}", e.getMessage());
            }
            return verdict;
        }
    }

    private static RouteRule checked(RevocationListener listener, RouteRule rule, boolean canIntrospect) {
        if (rule.policy() == StalenessPolicy.INTROSPECT && !canIntrospect) {
            throw new IllegalArgumentException("policy INTROSPECT needs the issuer's introspection endpoint");
        }
        listener.decidesBy(rule.policy());
        return rule;
    }
}
