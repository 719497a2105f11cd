package io.curfew.command.token;

import java.time.Duration;

/**
 * A signed access token on its way to the client. Immutable and thread-safe; prints without the token.
 *
 * @param expiresIn from the command that it was minted by until its {@code exp}; whole seconds
 */
public record AccessToken(String value, Duration expiresIn) {

    @Override
    public String toString() {
        return "AccessToken[hidden, expiresIn=" + expiresIn + "]";
    }
}
