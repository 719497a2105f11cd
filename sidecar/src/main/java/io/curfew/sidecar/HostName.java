package io.curfew.sidecar;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine's name for itself; a container's or pod's, where it is one. Stateless. */
final class HostName {
    private HostName() {}

    static String orElse(String otherwise) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return otherwise;
        }
    }
}
