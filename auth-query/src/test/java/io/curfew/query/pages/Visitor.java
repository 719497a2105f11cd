package io.curfew.query.pages;

import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody's browser, as far as a page's request goes.
 *
 * @param token what its cookie holds
 */
record Visitor(QueryService service, String token) {

    static Visitor with(QueryService service, String scope) {
        return new Visitor(service, service.issuer.token("u", "s", scope));
    }

    HttpResponse<String> page(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        List<String> all = new ArrayList<>(List.of("Cookie", "accessToken=" + token, "Accept", "text/html"));
        all.addAll(List.of(headers));
        return service.send(method, path, all.toArray(String[]::new));
    }
}
