package io.curfew.sidecar.http;

import io.curfew.listener.bearer.Route;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** The scope a proxy's configuration asks for, in the query of its own address: {@code /check?scope=admin}. Stateless. */
final class Scopes {
    private static final String PARAMETER = "scope";

    private Scopes() {}

    /**
     * What the route asks for.
     *
     * @throws IllegalArgumentException when the parameter is no scope, there are several, or there is any other parameter: a
     *     misspelt name would ask for nothing
     */
    static Route route(Request request) {
        String scope = scope(request);
        return scope == null ? Route.DEFAULT : Route.requiring(scope);
    }

    private static @Nullable String scope(Request request) {
        Fields parameters = Request.extractQueryParameters(request);
        if (!Set.of(PARAMETER).containsAll(parameters.getNames())) {
            throw new IllegalArgumentException("an unknown parameter");
        }
        List<String> values = parameters.getValuesOrEmpty(PARAMETER);
        if (values.size() > 1) {
            throw new IllegalArgumentException("more than one");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
