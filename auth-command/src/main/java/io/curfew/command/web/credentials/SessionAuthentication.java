package io.curfew.command.web.credentials;

import io.curfew.command.token.VerifiedToken;
import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A request with a valid access token of this service. That its session goes on is decided by the command itself, not
 * here. Not a type that resource-server support knows, so a revocation listener in the same process leaves it alone.
 */
public final class SessionAuthentication extends AbstractAuthenticationToken {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String SCOPE = "SCOPE_";

    private final transient VerifiedToken token;

    SessionAuthentication(VerifiedToken token) {
        super(token.scopes().stream()
                .map(scope -> new SimpleGrantedAuthority(SCOPE + scope))
                .toList());
        this.token = token;
        setAuthenticated(true);
    }

    /** What the token says. */
    public VerifiedToken token() {
        return token;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return token.userId();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionAuthentication that && token.equals(that.token) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), token);
    }
}
