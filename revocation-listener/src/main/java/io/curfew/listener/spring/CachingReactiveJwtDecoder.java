package io.curfew.listener.spring;

import io.curfew.listener.bearer.VerifiedTokenCache;
import java.time.Instant;
import java.util.List;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** What {@link CachingJwtDecoder} is on servlets. Thread-safe. */
final class CachingReactiveJwtDecoder implements ReactiveJwtDecoder {
    private final ReactiveJwtDecoder decoder;
    private final VerifiedTokenCache<Jwt> cache;
    private final List<OAuth2TokenValidator<Jwt>> validators;

    CachingReactiveJwtDecoder(
            ReactiveJwtDecoder decoder, VerifiedTokenCache<Jwt> cache, List<OAuth2TokenValidator<Jwt>> validators) {
        this.decoder = decoder;
        this.cache = cache;
        this.validators = validators;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> {
            VerifiedTokenCache.Slot<Jwt> slot = cache.slot(token);
            Jwt known = slot.value();
            if (known != null) {
                return Mono.fromCallable(() -> CachingJwtDecoder.validated(known, validators));
            }
            return decoder.decode(token).doOnNext(jwt -> {
                Instant expiresAt = jwt.getExpiresAt();
                if (expiresAt != null) {
                    slot.fill(jwt, expiresAt);
                }
            });
        });
    }
}
