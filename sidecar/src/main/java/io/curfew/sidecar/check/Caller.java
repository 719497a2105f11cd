package io.curfew.sidecar.check;

import io.curfew.listener.bearer.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service behind the proxy is told of an accepted caller, as headers. All of them are always there, empty where the
 * token says nothing, so that a proxy which copies them overwrites whatever the client wrote into them itself. Stateless.
 */
public final class Caller {
    /** Claim {@code sub}. */
    public static final String SUBJECT = "X-Curfew-Subject";
    /** Claim {@code sid}. */
    public static final String SESSION = "X-Curfew-Session";
    /** The scopes, a space between each two. */
    public static final String SCOPE = "X-Curfew-Scope";
    /** Claim {@code client_id}. */
    public static final String CLIENT = "X-Curfew-Client";

    private static final String HEX = "0123456789ABCDEF";

    private Caller() {}

    /** The headers of a token's owner. */
    public static Map<String, String> headers(VerifiedToken token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SUBJECT, safe(token.subject()));
        headers.put(SESSION, safe(token.revocation().sid()));
        headers.put(SCOPE, safe(String.join(" ", token.scopes())));
        headers.put(CLIENT, safe(token.revocation().clientId()));
        return headers;
    }

    /**
     * The text in printable ASCII: everything else, and the percent sign, as percent and two hexadecimal digits for each
     * byte of UTF-8 (RFC 3986 section 2.1). Two different texts stay different, also for whoever trims spaces.
     */
    static String safe(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xFF;
            boolean innerSpace = b == ' ' && i > 0 && i < bytes.length - 1;
            if (innerSpace || (b > ' ' && b < 0x7F && b != '%')) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
            }
        }
        return out.toString();
    }
}
