package io.curfew.listener.spring;

import io.curfew.listener.RevocationListener;
import io.curfew.listener.Verdict;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** Revocation as one of the validators of Spring Boot's {@code JwtDecoder}. Thread-safe. */
final class RevocationTokenValidator implements OAuth2TokenValidator<Jwt> {
    private final RevocationListener listener;

    RevocationTokenValidator(RevocationListener listener) {
        this.listener = listener;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        Verdict verdict = listener.check(JwtTokenClaims.of(token));
        return verdict.accepted()
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new RevocationError(verdict));
    }
}
