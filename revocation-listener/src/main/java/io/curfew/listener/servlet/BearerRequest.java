package io.curfew.listener.servlet;

import io.curfew.listener.bearer.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request that knows its caller by a token. As thread-safe as the request it wraps. */
final class BearerRequest extends HttpServletRequestWrapper {
    private final @Nullable String subject;
    private final Set<String> scopes;

    BearerRequest(HttpServletRequest request, VerifiedToken token) {
        super(request);
        this.subject = token.subject();
        this.scopes = token.scopes();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        String name = subject;
        return name == null ? null : () -> name;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return subject;
    }

    @Override
    public String getAuthType() {
        return "Bearer";
    }

    @Override
    public boolean isUserInRole(String role) {
        return scopes.contains(role);
    }
}
