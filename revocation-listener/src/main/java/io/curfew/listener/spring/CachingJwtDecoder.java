package io.curfew.listener.spring;

import io.curfew.listener.bearer.VerifiedTokenCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * A decoder that checks the signature of a repeated token once. All validator beans, revocation among them, decide anew
 * each time; only what cannot change under one signature (issuer, type, times, within the cache's bounds) is not asked
 * again. Thread-safe.
 */
final class CachingJwtDecoder implements JwtDecoder {
    private final JwtDecoder decoder;
    private final VerifiedTokenCache<Jwt> cache;
    private final List<OAuth2TokenValidator<Jwt>> validators;

    CachingJwtDecoder(JwtDecoder decoder, VerifiedTokenCache<Jwt> cache, List<OAuth2TokenValidator<Jwt>> validators) {
        this.decoder = decoder;
        this.cache = cache;
        this.validators = validators;
    }

    @Override
    public Jwt decode(String token) {
        VerifiedTokenCache.Slot<Jwt> slot = cache.slot(token);
        Jwt known = slot.value();
        if (known != null) {
            return validated(known, validators);
        }
        Jwt jwt = decoder.decode(token);
        Instant expiresAt = jwt.getExpiresAt();
        if (expiresAt != null) {
            slot.fill(jwt, expiresAt);
        }
        return jwt;
    }

    static Jwt validated(Jwt jwt, List<OAuth2TokenValidator<Jwt>> validators) {
        List<OAuth2Error> errors = new ArrayList<>(0);
        for (OAuth2TokenValidator<Jwt> validator : validators) {
            errors.addAll(validator.validate(jwt).getErrors());
        }
        if (!errors.isEmpty()) {
            throw new JwtValidationException("A remembered token is not valid any more", errors);
        }
        return jwt;
    }
}
