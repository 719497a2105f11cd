package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.Verdict;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Revocation as one of the validators of Spring Boot's {@code JwtDecoder}, by the rule of the route that this thread serves.
 * Thread-safe.
 */
final class RevocationTokenValidator implements OAuth2TokenValidator<Jwt> {
    private final RevocationGate gate;

    RevocationTokenValidator(RevocationGate gate) {
        this.gate = gate;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        RequestScope scope = RequestScope.current();
        Verdict verdict = gate.check(
                JwtTokenClaims.of(token), token.getTokenValue(), scope == null ? gate.defaultRule() : scope.rule());
        if (!verdict.accepted()) {
            return OAuth2TokenValidatorResult.failure(new RevocationError(verdict));
        }
        if (scope != null) {
            scope.accepted(token);
        }
        return OAuth2TokenValidatorResult.success();
    }
}
