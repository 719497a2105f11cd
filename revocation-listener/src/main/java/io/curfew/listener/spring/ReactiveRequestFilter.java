package io.curfew.listener.spring;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerCredentials;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What {@link BearerRequestFilter} is on servlets: stands in front of the bearer-token filter of a chain. Thread-safe. */
final class ReactiveRequestFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        BearerAnswer refusal = BearerCredentials.of(
                        request.getHeaders().getOrEmpty("Authorization"),
                        request.getURI().getRawQuery())
                .refusal();
        if (refusal != null && !refusal.equals(BearerAnswer.TOKEN_MISSING)) {
            return ReactiveAnswers.write(exchange, refusal);
        }
        return chain.filter(exchange)
                .onErrorResume(
                        failure -> isWantOfKeys(exchange, failure),
                        failure -> ReactiveAnswers.write(exchange, BearerFailures.keysUnavailable(failure)));
    }

    /**
     * The reactive decoder says nothing better than {@link IllegalStateException} when it cannot get its keys, which would be
     * a 500. What is thrown behind authentication is the application's.
     */
    private static boolean isWantOfKeys(ServerWebExchange exchange, Throwable failure) {
        boolean possible =
                failure instanceof IllegalStateException || failure instanceof JwtDecoderInitializationException;
        return possible
                && !ReactiveGuardFilter.reachedBy(exchange)
                && !exchange.getResponse().isCommitted();
    }
}
