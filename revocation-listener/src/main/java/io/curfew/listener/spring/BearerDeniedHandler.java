package io.curfew.listener.spring;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers a known caller without the right: 403 {@code insufficient_scope} (RFC 6750 section 3.1). Thread-safe. */
final class BearerDeniedHandler implements AccessDeniedHandler {
    private static final String SCOPE = "SCOPE_";

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        RevocationFilter.write(response, BearerAnswer.insufficientScope(scope(denied)));
    }

    /** The scopes the failed rule names, if it is a rule over scopes. */
    private static @Nullable String scope(AccessDeniedException denied) {
        if (denied instanceof AuthorizationDeniedException rule
                && rule.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision) {
            String scopes = decision.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .filter(authority -> authority != null && authority.matches(SCOPE + "[\\w.:-]+"))
                    .map(authority -> authority.substring(SCOPE.length()))
                    .collect(Collectors.joining(" "));
            return scopes.isEmpty() ? null : scopes;
        }
        return null;
    }
}
