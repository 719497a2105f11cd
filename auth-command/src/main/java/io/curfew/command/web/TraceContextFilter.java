package io.curfew.command.web;

import io.curfew.command.axon.CommandDispatcher;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the caller's trace (W3C Trace Context, header {@code traceparent}) into the logging context while the request is
 * handled, from where commands carry it into events and records. Anything that is no trace is left out. Thread-safe.
 */
final class TraceContextFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String traceparent = request.getHeader(CommandDispatcher.TRACEPARENT);
        if (traceparent == null || !CommandDispatcher.isTraceparent(traceparent)) {
            chain.doFilter(request, response);
            return;
        }
        MDC.put(CommandDispatcher.TRACEPARENT, traceparent);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(CommandDispatcher.TRACEPARENT);
        }
    }
}
