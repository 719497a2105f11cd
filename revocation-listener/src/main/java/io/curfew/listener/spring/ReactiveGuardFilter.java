package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RouteRule;
import io.curfew.listener.StalenessPolicy;
import io.curfew.listener.TokenClaims;
import io.curfew.listener.Verdict;
import io.curfew.listener.bearer.BearerAnswer;
import java.util.Optional;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks the gate about every request of a reactive application that was authenticated by a JWT, by the rule of its route,
 * whoever decoded the token. Stands twice: inside security chains, before a caller's rights are looked at, and behind them
 * for chains that were built without us; a request is judged once. Thread-safe; blocks no event loop.
 */
final class ReactiveGuardFilter implements WebFilter {
    private static final String REACHED = ReactiveGuardFilter.class.getName() + ".reached";
    private static final String ACCEPTED = ReactiveGuardFilter.class.getName() + ".accepted";

    private final RevocationGate gate;
    private final RouteRules rules;

    ReactiveGuardFilter(RevocationGate gate, RouteRules rules) {
        this.gate = gate;
        this.rules = rules;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getAttributes().put(REACHED, true);
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> CallerToken.of(context.getAuthentication()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(jwt -> jwt.isEmpty() || hasAccepted(exchange, jwt.get())
                        ? chain.filter(exchange)
                        : guarded(exchange, chain, jwt.get()));
    }

    /** Whether the request came through authentication, with a caller or without. */
    static boolean reachedBy(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(REACHED);
    }

    private Mono<Void> guarded(ServerWebExchange exchange, WebFilterChain chain, Jwt jwt) {
        return judge(exchange, jwt).flatMap(verdict -> {
            if (!verdict.accepted()) {
                return ReactiveAnswers.write(exchange, BearerAnswer.of(verdict));
            }
            exchange.getAttributes().put(ACCEPTED, jwt.getTokenValue());
            return chain.filter(exchange);
        });
    }

    private Mono<Verdict> judge(ServerWebExchange exchange, Jwt jwt) {
        RouteRule rule = rules.of(exchange.getRequest().getPath().pathWithinApplication());
        TokenClaims claims = JwtTokenClaims.of(jwt);
        Mono<Verdict> verdict = Mono.fromCallable(() -> gate.check(claims, jwt.getTokenValue(), rule));
        boolean mayBlock = rule.policy() == StalenessPolicy.INTROSPECT || rule.maxAge() != null;
        return mayBlock ? verdict.subscribeOn(Schedulers.boundedElastic()) : verdict;
    }

    private static boolean hasAccepted(ServerWebExchange exchange, Jwt jwt) {
        return jwt.getTokenValue().equals(exchange.getAttribute(ACCEPTED));
    }
}
