package io.curfew.command.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What counts as one address: an IPv4 address, or the /64 that an IPv6 host can choose from freely. */
final class Network {
    private static final int PREFIX_BYTES = 8;

    private Network() {}

    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A literal with a colon is never looked up by name.
            if (InetAddress.getByName(address) instanceof Inet6Address v6) {
                byte[] prefix = v6.getAddress();
                Arrays.fill(prefix, PREFIX_BYTES, prefix.length, (byte) 0);
                return InetAddress.getByAddress(prefix).getHostAddress();
            }
            return address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
