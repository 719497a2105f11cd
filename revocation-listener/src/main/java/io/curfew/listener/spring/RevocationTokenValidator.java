package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.Verdict;
import java.util.function.Function;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** Revocation as one of the validators of Spring Boot's {@code JwtDecoder}. Thread-safe. */
final class RevocationTokenValidator implements OAuth2TokenValidator<Jwt> {
    private final Function<Jwt, Verdict> judge;

    RevocationTokenValidator(Function<Jwt, Verdict> judge) {
        this.judge = judge;
    }

    /** One that judges by the rule of the route that this thread serves. */
    static RevocationTokenValidator byRoute(RevocationGate gate) {
        return new RevocationTokenValidator(jwt -> {
            RequestScope scope = RequestScope.current();
            Verdict verdict = gate.check(
                    JwtTokenClaims.of(jwt), jwt.getTokenValue(), scope == null ? gate.defaultRule() : scope.rule());
            if (scope != null && verdict.accepted()) {
                scope.accepted(jwt);
            }
            return verdict;
        });
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        Verdict verdict = judge.apply(token);
        return verdict.accepted()
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new RevocationError(verdict));
    }
}
