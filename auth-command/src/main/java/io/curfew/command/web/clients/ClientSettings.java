package io.curfew.command.web.clients;

import io.curfew.command.web.clients.Client.Grant;
import io.curfew.command.web.clients.Client.Introspection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code curfew.clients.<id>.*}. Immutable.
 *
 * @param name what the pages call it; the id when absent (auth-query reads this one)
 * @param secret what it proves itself with; without one it is public, and anybody may use its id
 * @param grants what it may get tokens with
 * @param resources what it may get tokens for; any when absent
 * @param introspection which tokens it may introspect
 */
record ClientSettings(
        @Nullable String name,
        @Nullable String secret,
        @DefaultValue({"password", "refresh_token"}) Set<Grant> grants,
        @Nullable Set<String> resources,
        @DefaultValue("none") Introspection introspection) {

    /** Hides the secret. */
    @Override
    public String toString() {
        return "ClientSettings[" + grants + ", introspection=" + introspection + "]";
    }
}
