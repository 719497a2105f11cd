package io.curfew.sidecar.http;

import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says 200 while a condition holds, 503 otherwise, for whoever starts and watches processes. Thread-safe. */
final class HealthHandler implements Request.Handler {
    private final BooleanSupplier up;

    HealthHandler(BooleanSupplier up) {
        this.up = up;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (up.getAsBoolean()) {
            Replies.json(response, callback, 200, "{\"status\":\"UP\"}");
        } else {
            Replies.json(response, callback, 503, "{\"status\":\"OUT_OF_SERVICE\"}");
        }
        return true;
    }
}
