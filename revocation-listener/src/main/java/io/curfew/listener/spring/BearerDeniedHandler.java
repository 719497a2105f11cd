package io.curfew.listener.spring;

import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers a known caller without the right: 403 {@code insufficient_scope} (RFC 6750 section 3.1). Thread-safe. */
final class BearerDeniedHandler implements AccessDeniedHandler {
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        RevocationFilter.write(response, BearerFailures.denied(denied));
    }
}
