package io.curfew.command.web.credentials;

import io.curfew.command.domain.Origin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springframework.http.HttpHeaders;

/** Tells where a request came from, as events record it. Thread-safe. */
public final class RequestOrigin {
    private static final int LONGEST_USER_AGENT = 512;

    private final ClientAddress clientAddress;

    public RequestOrigin(ClientAddress clientAddress) {
        this.clientAddress = clientAddress;
    }

    public Origin of(HttpServletRequest request) {
        String userAgent = asSent(request).getHeader(HttpHeaders.USER_AGENT);
        return new Origin(
                clientAddress.of(request), userAgent == null ? "" : HeaderText.readable(userAgent, LONGEST_USER_AGENT));
    }

    /**
     * The request as it came. Spring Security's firewall throws where a header is read that has bytes which are control
     * characters in ISO 8859-1, as every second word in UTF-8 has; this one is cleaned instead.
     */
    private static HttpServletRequest asSent(HttpServletRequest request) {
        HttpServletRequest sent = request;
        while (sent instanceof HttpServletRequestWrapper wrapper
                && wrapper.getRequest() instanceof HttpServletRequest inner) {
            sent = inner;
        }
        return sent;
    }
}
