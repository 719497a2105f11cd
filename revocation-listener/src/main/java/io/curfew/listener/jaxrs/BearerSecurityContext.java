package io.curfew.listener.jaxrs;

import io.curfew.listener.bearer.VerifiedToken;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller known by a token: its subject, and its scopes as roles. Immutable. */
final class BearerSecurityContext implements SecurityContext {
    private final @Nullable String subject;
    private final Set<String> scopes;
    private final boolean secure;

    BearerSecurityContext(VerifiedToken token, boolean secure) {
        this.subject = token.subject();
        this.scopes = token.scopes();
        this.secure = secure;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        String name = subject;
        return name == null ? null : () -> name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return scopes.contains(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
