package io.curfew.command.web.credentials;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;

/** When a request was received: before anything was looked up for it, so that what arrives later only raced it. Stateless. */
public final class ReceivedAt {
    private static final String ATTRIBUTE = ReceivedAt.class.getName();

    private ReceivedAt() {}

    static void keep(HttpServletRequest request, Instant instant) {
        request.setAttribute(ATTRIBUTE, instant);
    }

    /** The time, by this node's clock. */
    public static Instant of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Instant instant) {
            return instant;
        }
        throw new IllegalStateException("every request comes through TokenFilter");
    }
}
