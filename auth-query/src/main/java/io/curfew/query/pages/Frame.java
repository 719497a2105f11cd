package io.curfew.query.pages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * What every page shows around itself. Immutable.
 *
 * @param expiresAt when the access token ends, which the page renews before; null when nobody is signed in
 * @param seesAll whether the pages of auditors are in the menu
 */
public record Frame(boolean signedIn, boolean seesAll, boolean admin, @Nullable Instant expiresAt) {

    static Frame of(@Nullable Authentication caller) {
        return caller instanceof JwtAuthenticationToken token
                ? new Frame(
                        true,
                        Scopes.maySeeAll(token),
                        Scopes.isAdmin(token),
                        token.getToken().getExpiresAt())
                : new Frame(false, false, false, null);
    }
}
