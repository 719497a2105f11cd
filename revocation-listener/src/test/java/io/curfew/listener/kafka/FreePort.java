package io.curfew.listener.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports on loopback for servers that start later. They lie below those that systems give to outgoing connections,
 * so none of these takes one in between.
 */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;
    private static final Set<Integer> given = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** One that nobody listens on, and that was not given before. */
    public static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (given.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
