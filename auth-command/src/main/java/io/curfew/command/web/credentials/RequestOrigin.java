package io.curfew.command.web.credentials;

import io.curfew.command.domain.Origin;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Tells where a request came from, as events record it. Thread-safe. */
public final class RequestOrigin {
    private static final int LONGEST_USER_AGENT = 512;

    private final ClientAddress clientAddress;

    public RequestOrigin(ClientAddress clientAddress) {
        this.clientAddress = clientAddress;
    }

    public Origin of(HttpServletRequest request) {
        String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Origin(clientAddress.of(request), userAgent == null ? "" : clean(userAgent));
    }

    private static String clean(String userAgent) {
        String cut = userAgent.length() > LONGEST_USER_AGENT ? userAgent.substring(0, LONGEST_USER_AGENT) : userAgent;
        return cut.replaceAll("\\p{Cntrl}", " ");
    }
}
