package io.curfew.command.web.credentials;

import io.curfew.command.StartRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tomcat.util.net.IPv6Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Finds out which address a request came from. {@code X-Forwarded-For} counts only as far as configured proxies wrote it:
 * it is read from its end, and the first address that is no proxy is the client's. Thread-safe.
 */
public final class ClientAddress {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String PORT = "(?::\\d{1,5})?";
    private static final Pattern VERSION_4 = Pattern.compile("(?<address>" + BYTE + "(?:\\." + BYTE + "){3})" + PORT);
    private static final Pattern VERSION_6 =
            Pattern.compile("(?<bare>[0-9A-Fa-f:.]{2,45})|\\[(?<bracketed>[0-9A-Fa-f:.]{2,45})]" + PORT);

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
        String peer = canonical(request.getRemoteAddr());
        String address = peer == null ? request.getRemoteAddr() : peer;
        if (!isProxy(address)) {
            return address;
        }
        List<String> hops = new ArrayList<>();
        Collections.list(request.getHeaders(FORWARDED)).forEach(line -> hops.addAll(List.of(line.split(","))));
        Collections.reverse(hops);
        for (String hop : hops) {
            String candidate = canonical(hop.strip());
            if (candidate == null) {
                return address;
            }
            address = candidate;
            if (!isProxy(address)) {
                return address;
            }
        }
        return address;
    }

    /**
     * One spelling for each address (RFC 5952), since throttles count by it: without the port that some proxies write, without brackets,
     * and IPv4 also where it comes as IPv6. Null for what is no address. Asks no name service.
     */
    private static @Nullable String canonical(String hop) {
        Matcher version4 = VERSION_4.matcher(hop);
        Matcher version6 = VERSION_6.matcher(hop);
        try {
            if (version4.matches()) {
                return version4.group("address");
            } else if (version6.matches()) {
                String text = version6.group("bare") == null ? version6.group("bracketed") : version6.group("bare");
                InetAddress address = InetAddress.getByName("[" + text + "]");
                return IPv6Utils.canonize(address.getHostAddress());
            }
        } catch (UnknownHostException e) {
            return null;
        }
        return null;
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
