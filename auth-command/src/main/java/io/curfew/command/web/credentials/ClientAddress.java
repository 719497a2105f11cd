package io.curfew.command.web.credentials;

import io.curfew.command.StartRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Finds out which address a request came from. {@code X-Forwarded-For} counts only as far as configured proxies wrote it:
 * it is read from its end, and the first address that is no proxy is the client's. Thread-safe.
 */
public final class ClientAddress {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

    private final List<IpAddressMatcher> proxies;

    /**
     * Believes these proxies.
     *
     * @param proxies addresses or networks in CIDR form
     */
    public ClientAddress(List<String> proxies) {
        this.proxies = proxies.stream().map(ClientAddress::matcher).toList();
    }

    private static IpAddressMatcher matcher(String network) {
        try {
            return new IpAddressMatcher(network.strip());
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(
                    "curfew.proxies has an entry that is no address and no network: " + network + ".",
                    "Write entries like 10.0.0.0/8 or 192.0.2.7.");
        }
    }

    /** The client's address. */
    public String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (!isProxy(address)) {
            return address;
        }
        List<String> hops = new ArrayList<>();
        Collections.list(request.getHeaders(FORWARDED)).forEach(line -> hops.addAll(List.of(line.split(","))));
        Collections.reverse(hops);
        for (String hop : hops) {
            String candidate = hop.strip();
            if (!LITERAL.matcher(candidate).matches()) {
                return address;
            }
            address = candidate;
            if (!isProxy(address)) {
                return address;
            }
        }
        return address;
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(proxy -> matches(proxy, address));
    }

    private static boolean matches(IpAddressMatcher proxy, String address) {
        try {
            return proxy.matches(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
