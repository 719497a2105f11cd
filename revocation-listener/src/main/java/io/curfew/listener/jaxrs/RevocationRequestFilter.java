package io.curfew.listener.jaxrs;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.bearer.BearerCredentials;
import io.curfew.listener.bearer.BearerResult;
import io.curfew.listener.bearer.FreshRules;
import io.curfew.listener.bearer.RequireFresh;
import io.curfew.listener.bearer.Route;
import io.curfew.listener.bearer.VerifiedToken;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A request filter that lets only requests with a genuine, unrevoked token reach resource methods. Register an instance with
 * the application. Resource methods find the subject and the scopes (as roles) in their {@code SecurityContext}, the token as
 * the property {@link #TOKEN}; {@link RequireFresh} on methods, classes and interfaces is heeded. Thread-safe.
 */
@Priority(Priorities.AUTHENTICATION)
public final class RevocationRequestFilter implements ContainerRequestFilter {
    /** The request property that holds the {@link VerifiedToken}. */
    public static final String TOKEN = "io.curfew.listener.token";

    private final BearerAuthenticator authenticator;
    private final Map<Resource, Optional<Route>> routes = new ConcurrentHashMap<>();

    @Context
    private @Nullable ResourceInfo resource;

    /** A filter by the rule of the authenticator's gate. */
    public RevocationRequestFilter(BearerAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> headers = request.getHeaders().get("Authorization");
        BearerCredentials credentials = BearerCredentials.of(
                headers == null ? List.of() : headers,
                request.getUriInfo().getRequestUri().getRawQuery());
        BearerResult result = authenticator.authenticate(credentials);
        Route fresh = route();
        if (fresh != null && result instanceof BearerResult.Accepted) {
            // On top, so that the annotation can only tighten what the gate asks anyway.
            result = authenticator.authenticate(credentials, fresh);
        }
        if (result instanceof BearerResult.Accepted accepted) {
            request.setProperty(TOKEN, accepted.token());
            request.setSecurityContext(new BearerSecurityContext(
                    accepted.token(), request.getSecurityContext().isSecure()));
        } else if (result instanceof BearerResult.Refused refused) {
            request.abortWith(response(refused.answer()));
        }
    }

    /** An answer as JAX-RS sends it, for resource methods that ask the gate themselves. */
    public static Response response(BearerAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }

    private @Nullable Route route() {
        ResourceInfo info = resource;
        if (info == null || info.getResourceMethod() == null) {
            return null;
        }
        return routes.computeIfAbsent(
                        new Resource(info.getResourceClass(), info.getResourceMethod()),
                        each -> FreshAnnotations.of(each.type(), each.method())
                                .map(annotation -> Route.under(FreshRules.of(annotation))))
                .orElse(null);
    }

    /** A method as one class has it: classes that inherit it may be annotated differently. */
    private record Resource(Class<?> type, Method method) {}
}
