package io.curfew.sidecar.http;

import io.curfew.sidecar.check.Refusals;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Finds who answers an address, by its raw characters. Nothing is decoded or resolved: behind Envoy's prefix stands a path
 * the client wrote, and {@code /check/envoy/../../health/live} must not become an address that says 200. Thread-safe.
 */
final class Router extends Handler.Abstract {
    private static final String ENVOY = "/check/envoy";

    private final Map<String, Request.Handler> checks;
    private final Map<String, Request.Handler> reads;
    private final Request.Handler envoy;
    private final Request.Handler refusals = new RefusalHandler();

    /**
     * A router.
     *
     * @param checks by their exact address; any method, because a proxy asks with the client's
     * @param reads by their exact address; GET and HEAD
     * @param envoy everything behind its prefix
     */
    Router(Map<String, Request.Handler> checks, Map<String, Request.Handler> reads, Request.Handler envoy) {
        this.checks = Map.copyOf(checks);
        this.reads = Map.copyOf(reads);
        this.envoy = envoy;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = String.valueOf(request.getHttpURI().getPath());
        Request.Handler check = path.equals(ENVOY) || path.startsWith(ENVOY + "/") ? envoy : checks.get(path);
        if (check != null) {
            return check.handle(request, response, callback);
        }
        Request.Handler read = read(path);
        if (read == null) {
            Replies.problem(response, callback, Problem.NOT_FOUND);
            return true;
        }
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.getHeaders().put("Allow", "GET, HEAD");
            Replies.problem(response, callback, Problem.METHOD_NOT_ALLOWED);
            return true;
        }
        return read.handle(request, response, callback);
    }

    private Request.@Nullable Handler read(String path) {
        return path.startsWith(Refusals.PATH) ? refusals : reads.get(path);
    }
}
