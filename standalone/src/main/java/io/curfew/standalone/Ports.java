package io.curfew.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The choice of loopback ports: the wanted one, or another when somebody has it. Not thread-safe.
 *
 * <p>Any port is one below those that systems give to outgoing connections, and no process gets one twice: between the choice
 * and the use nothing takes it by chance. Somebody may take it all the same; the start then fails and says so.
 */
public final class Ports {
    private static final int TRIES = 100;
    private static final int LAST = 65_535;
    private static final int FIRST_ANY = 15_000;
    private static final int MANY = 17_000;
    /** Each process begins somewhere else, since several may choose at the same time. */
    private static final AtomicInteger turn =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(MANY));

    private final Set<Integer> given = new HashSet<>();
    private final Consumer<String> messages;

    Ports(Consumer<String> messages) {
        this.messages = messages;
    }

    /**
     * The wanted port, or the next free one when it is taken, which is then said.
     *
     * @param purpose what the port is for, as a person would name it
     * @param wanted 0 means any
     */
    int choose(String purpose, int wanted) {
        if (wanted == 0) {
            return any();
        }
        if (isFree(wanted) && given.add(wanted)) {
            return wanted;
        }
        int chosen = next(wanted);
        messages.accept("port " + wanted + " (" + purpose + ") is taken; using " + chosen + " instead");
        return chosen;
    }

    private int next(int wanted) {
        for (int port = wanted + 1; port <= Math.min(LAST, wanted + TRIES); port++) {
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        return any();
    }

    private int any() {
        int port = anyFree();
        return given.add(port) ? port : any();
    }

    /** A loopback port that nobody listens on now, another one at each call. Thread-safe. */
    public static int anyFree() {
        for (int i = 0; i < MANY; i++) {
            int port = FIRST_ANY + Math.floorMod(turn.getAndIncrement(), MANY);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on 127.0.0.1");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do: a port whose last connections are still in TIME_WAIT is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
