package io.curfew.command.web.introspection;

import io.curfew.command.StartRefusedException;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties {@code curfew.introspection.*}. Immutable.
 *
 * @param clients secrets of those that may introspect, by client id; nobody may when there are none
 */
@ConfigurationProperties("curfew.introspection")
record IntrospectionProperties(@DefaultValue Map<String, String> clients) {
    private static final int SHORTEST = 16;

    IntrospectionProperties {
        clients = Map.copyOf(clients);
        clients.forEach((id, secret) -> {
            if (secret.length() < SHORTEST) {
                throw new StartRefusedException(
                        "The secret of introspection client " + id + " is too short.",
                        "Give curfew.introspection.clients." + id + " a random secret of " + SHORTEST
                                + " characters or more.");
            }
        });
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "IntrospectionProperties[" + clients.keySet() + "]";
    }
}
