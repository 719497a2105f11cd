package io.curfew.sidecar.http;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.bearer.BearerResult;
import io.curfew.listener.bearer.Route;
import io.curfew.sidecar.check.Asked;
import io.curfew.sidecar.check.Caller;
import io.curfew.sidecar.check.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers a proxy that asks whether a request may pass. Decides nothing itself. Thread-safe; blocks only while keys are
 * fetched for the first time, or where the policy asks the issuer.
 */
final class CheckHandler implements Request.Handler {
    /** How the proxy reads an answer. */
    enum Form {
        /** Whatever is not 2xx goes to the client as it is: Traefik, Caddy, and nginx where 500 will do. */
        PLAIN,
        /** nginx: 2xx or 401, with the refusal's status and address in headers, to be fetched by {@code error_page}. */
        NGINX,
        /** Envoy: the address holds the client's path and query, so nothing in it is a parameter of ours. */
        ENVOY
    }

    private static final byte[] NOTHING = {};

    private final BearerAuthenticator authenticator;
    private final Form form;

    CheckHandler(BearerAuthenticator authenticator, Form form) {
        this.authenticator = authenticator;
        this.form = form;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Route route;
        try {
            route = form == Form.ENVOY ? Route.DEFAULT : Scopes.route(request);
        } catch (IllegalArgumentException e) {
            Replies.problem(response, callback, Problem.WRONG_PARAMETER);
            return true;
        }
        BearerResult result = authenticator.authenticate(asked(request).credentials(), route);
        if (result instanceof BearerResult.Accepted accepted) {
            Map<String, String> headers = new LinkedHashMap<>(Caller.headers(accepted.token()));
            headers.put("Cache-Control", "no-store");
            Replies.send(response, callback, 200, headers, NOTHING);
        } else if (result instanceof BearerResult.Refused refused) {
            refuse(response, callback, refused.answer(), route);
        }
        return true;
    }

    private void refuse(Response response, Callback callback, BearerAnswer answer, Route route) {
        if (form != Form.NGINX) {
            Replies.refusal(response, callback, answer);
            return;
        }
        // Without a challenge: nginx would copy it beside the one of the refusal it fetches.
        Map<String, String> headers = Map.of(
                "X-Curfew-Status",
                Integer.toString(answer.status()),
                "X-Curfew-Refusal",
                Refusals.path(answer, route.scope()),
                "Cache-Control",
                "no-store");
        Replies.send(response, callback, 401, headers, NOTHING);
    }

    private static Asked asked(Request request) {
        List<String> targets = new ArrayList<>();
        targets.add(request.getHttpURI().getPathQuery());
        targets.addAll(request.getHeaders().getValuesList("X-Original-URI"));
        targets.addAll(request.getHeaders().getValuesList("X-Original-URL"));
        targets.addAll(request.getHeaders().getValuesList("X-Forwarded-Uri"));
        return new Asked(request.getHeaders().getValuesList("Authorization"), targets);
    }
}
