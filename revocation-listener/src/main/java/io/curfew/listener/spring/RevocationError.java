package io.curfew.listener.spring;

import io.curfew.listener.Verdict;
import io.curfew.listener.bearer.BearerAnswer;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** The verdict as Spring Security's resource server passes it from the validator to whoever answers. Immutable. */
final class RevocationError extends OAuth2Error {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    RevocationError(Verdict verdict) {
        super(OAuth2ErrorCodes.INVALID_TOKEN, BearerAnswer.of(verdict).detail(), null);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
