package io.curfew.sidecar.http;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.sidecar.check.Refusals;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends a refusal by its name, for proxies whose {@code auth_request} knows only 401 and 403. Thread-safe. */
final class RefusalHandler implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = String.valueOf(request.getHttpURI().getPath());
        BearerAnswer answer;
        try {
            String scope = Scopes.route(request).scope();
            answer = Refusals.named(path.substring(Refusals.PATH.length()), scope);
        } catch (IllegalArgumentException e) {
            Replies.problem(response, callback, Problem.WRONG_PARAMETER);
            return true;
        }
        if (answer == null) {
            Replies.problem(response, callback, Problem.NOT_FOUND);
        } else {
            Replies.refusal(response, callback, answer);
        }
        return true;
    }
}
