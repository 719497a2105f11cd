package io.curfew.command.account;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who can log in. Immutable and thread-safe.
 *
 * @param id the user id: claim {@code sub}, Kafka key, name of the event stream; never changes
 * @param credentialVersion changes whenever the password does, so that a login verified with the old one is noticed
 */
public record Account(String id, String username, Set<Role> roles, boolean disabled, long credentialVersion) {

    public Account {
        roles = Set.copyOf(roles);
    }

    /** Its roles as scopes, in a fixed order. */
    public Set<String> scopes() {
        return roles.stream().sorted().map(Role::scope).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
