package io.curfew.query.pages;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What the pages call OAuth clients: {@code curfew.clients.<id>.name}, else the id. Immutable and thread-safe. */
@Component("pagesClientNames")
public final class ClientNames {
    private static final Map<String, String> BUILT_IN =
            Map.of("curfew", "Curfew", "curfew-pages", "Sign-in page", "curfew-cli", "Command line");

    private final Map<String, String> names = new HashMap<>(BUILT_IN);

    ClientNames(Environment environment) {
        Binder.get(environment)
                .bind("curfew.clients", Bindable.mapOf(String.class, Named.class))
                .orElse(Map.of())
                .forEach((id, client) -> {
                    if (client.name() != null) {
                        names.put(id, client.name());
                    }
                });
    }

    /** The rest of a client is auth-command's. */
    record Named(@Nullable String name) {}

    /** What to show for a {@code client_id}. */
    public String of(String id) {
        return names.getOrDefault(id, id);
    }
}
