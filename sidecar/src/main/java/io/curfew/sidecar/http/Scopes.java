package io.curfew.sidecar.http;

import io.curfew.listener.bearer.Route;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The scope a proxy's configuration asks for, in the query of its own address: {@code /check?scope=admin}. Stateless. */
final class Scopes {
    private Scopes() {}

    /**
     * What the route asks for.
     *
     * @throws IllegalArgumentException when the parameter is no scope, or there are several
     */
    static Route route(Request request) {
        String scope = scope(request);
        return scope == null ? Route.DEFAULT : Route.requiring(scope);
    }

    /** The scope; null for none. */
    static @Nullable String scope(Request request) {
        List<String> values = Request.extractQueryParameters(request).getValuesOrEmpty("scope");
        if (values.size() > 1) {
            throw new IllegalArgumentException("more than one");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
