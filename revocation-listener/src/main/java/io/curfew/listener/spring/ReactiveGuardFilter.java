package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RouteRule;
import io.curfew.listener.StalenessPolicy;
import io.curfew.listener.TokenClaims;
import io.curfew.listener.Verdict;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerCredentials;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks the gate about every caller of a reactive application who was authenticated by a token, by the rule of its route,
 * whoever decoded the token; refuses one with a bearer token that cannot be judged ({@link UnjudgedTokens}). Stands twice:
 * inside security chains, before a caller's rights are looked at, and behind them for chains that were built without us; a
 * request is judged once. Thread-safe; blocks no event loop.
 */
final class ReactiveGuardFilter implements WebFilter {
    private static final String REACHED = ReactiveGuardFilter.class.getName() + ".reached";
    private static final String ACCEPTED = ReactiveGuardFilter.class.getName() + ".accepted";

    private final RevocationGate gate;
    private final RouteRules rules;
    private final Supplier<Stream<ReactiveJwtDecoder>> decoders;
    private final UnjudgedTokens unjudged;

    ReactiveGuardFilter(
            RevocationGate gate,
            RouteRules rules,
            Supplier<Stream<ReactiveJwtDecoder>> decoders,
            UnjudgedTokens unjudged) {
        this.gate = gate;
        this.rules = rules;
        this.decoders = decoders;
        this.unjudged = unjudged;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getAttributes().put(REACHED, true);
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .flatMap(caller -> refusal(exchange, caller).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .defaultIfEmpty(Optional.empty())
                .flatMap(refusal ->
                        refusal.isPresent() ? ReactiveAnswers.write(exchange, refusal.get()) : chain.filter(exchange));
    }

    /** Whether the request came through authentication, with a caller or without. */
    static boolean reachedBy(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(REACHED);
    }

    /** What to answer; empty to let the caller pass. */
    private Mono<BearerAnswer> refusal(ServerWebExchange exchange, Authentication caller) {
        Jwt jwt = CallerToken.of(caller);
        if (jwt != null) {
            return refusal(exchange, jwt);
        }
        if (!CallerToken.isSomebody(caller) || unjudged.isCheckedElsewhere(caller)) {
            return Mono.empty();
        }
        ServerHttpRequest request = exchange.getRequest();
        BearerCredentials presented = BearerCredentials.of(
                request.getHeaders().getOrEmpty("Authorization"),
                request.getURI().getRawQuery());
        String value = presented.token();
        TokenClaims claims = CallerToken.claims(caller);
        if (claims != null) {
            return judged(exchange, claims, value == null ? "" : value);
        }
        if (value != null) {
            return hasAccepted(exchange, value) ? Mono.empty() : decoded(exchange, caller, value);
        }
        return Mono.justOrEmpty(presented.refusal()).filter(answer -> !answer.equals(BearerAnswer.TOKEN_MISSING));
    }

    /** By the application's decoders, asked once more: the first that accepts the token, or the first that finds it bad. */
    private Mono<BearerAnswer> decoded(ServerWebExchange exchange, Authentication caller, String value) {
        return Flux.defer(() -> Flux.fromIterable(decoders.get().toList()))
                .concatMap(decoder -> decoder.decode(value)
                        .map(Decoded::token)
                        .onErrorResume(JwtValidationException.class, failure -> Mono.just(Decoded.bad(failure)))
                        .onErrorResume(RuntimeException.class, failure -> Mono.empty()))
                .collectList()
                .flatMap(all -> all.stream()
                        .min(Comparator.comparing(each -> each.jwt() == null))
                        .map(each ->
                                each.jwt() == null ? Mono.justOrEmpty(each.refusal()) : refusal(exchange, each.jwt()))
                        .orElseGet(() -> Mono.justOrEmpty(unjudged.answer(caller))));
    }

    private record Decoded(@Nullable Jwt jwt, @Nullable BearerAnswer refusal) {
        static Decoded token(Jwt jwt) {
            return new Decoded(jwt, null);
        }

        static Decoded bad(JwtValidationException failure) {
            return new Decoded(null, BearerFailures.validation(failure));
        }
    }

    private Mono<BearerAnswer> refusal(ServerWebExchange exchange, Jwt jwt) {
        return hasAccepted(exchange, jwt.getTokenValue())
                ? Mono.empty()
                : judged(exchange, JwtTokenClaims.of(jwt), jwt.getTokenValue());
    }

    private Mono<BearerAnswer> judged(ServerWebExchange exchange, TokenClaims claims, String value) {
        RouteRule rule = rules.of(exchange.getRequest().getPath().pathWithinApplication());
        Mono<Verdict> verdict = Mono.fromCallable(() -> gate.check(claims, value, rule));
        boolean mayBlock = rule.policy() == StalenessPolicy.INTROSPECT || rule.maxAge() != null;
        return (mayBlock ? verdict.subscribeOn(Schedulers.boundedElastic()) : verdict).flatMap(result -> {
            if (!result.accepted()) {
                return Mono.just(BearerAnswer.of(result));
            }
            exchange.getAttributes().put(ACCEPTED, value);
            return Mono.empty();
        });
    }

    private static boolean hasAccepted(ServerWebExchange exchange, String value) {
        return value.equals(exchange.getAttribute(ACCEPTED));
    }
}
