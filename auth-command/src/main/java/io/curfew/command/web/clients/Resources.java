package io.curfew.command.web.clients;

import io.curfew.command.token.TokenProperties;
import java.util.HashSet;
import java.util.Set;

/**
 * What access tokens can be for (RFC 8707): resource services, and the front door itself. Immutable.
 *
 * @param defaultAudience what a token is for when nobody says
 */
record Resources(Set<String> all, String defaultAudience) {

    static Resources of(TokenProperties properties) {
        Set<String> all = new HashSet<>(properties.resources());
        all.add(properties.issuer());
        all.add(properties.audience());
        return new Resources(Set.copyOf(all), properties.audience());
    }

    boolean contains(Set<String> named) {
        return all.containsAll(named);
    }
}
