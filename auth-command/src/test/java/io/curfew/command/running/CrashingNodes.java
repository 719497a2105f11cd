package io.curfew.command.running;

import io.curfew.command.domain.RevokeSession;
import io.curfew.command.domain.StartSession;
import io.curfew.command.outbox.CrashPoint;
import io.curfew.command.sessions.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;

/**
 * A process in which nodes log people in and out until it crashes. Each node has an instant at which it is to be caught: the
 * thread that gets there for the given time stands still, and when the last node is caught the process halts. So each is
 * killed while one of its threads is at its instant and the others are wherever they are; a thread that stands still has
 * neither committed, nor sent, nor marked anything more. It prints a line {@code ACK node session} for each log-out that was
 * answered. Arguments: for each node {@value #NODE}, its name, and properties; among them those named here.
 */
public final class CrashingNodes {
    /** Begins the arguments of a node. */
    public static final String NODE = "--node";
    /** Property: where a node is to be caught; without it is never. */
    public static final String WHERE = "crash.where";
    /** Property: at which time it gets there. */
    public static final String TIME = "crash.time";

    private static final int WORKERS = 4;

    private CrashingNodes() {}

    public static void main(String[] args) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        for (int i = 0; i < args.length; ) {
            List<String> properties = new ArrayList<>();
            wanted.put(args[i + 1], properties);
            for (i += 2; i < args.length && !args[i].equals(NODE); i++) {
                properties.add(args[i]);
            }
        }
        Halt.free.set(wanted.size());
        Map<String, CoreNode> nodes = new LinkedHashMap<>();
        wanted.forEach((name, properties) -> nodes.put(name, CoreNode.start(properties, Halt.class)));
        Halt.armed = true;
        nodes.forEach((name, node) -> {
            for (int worker = 0; worker < WORKERS; worker++) {
                new Thread(() -> work(name, node)).start();
            }
        });
    }

    private static void work(String name, CoreNode node) {
        Someone somebody = new Someone();
        for (int i = 0; ; i++) {
            StartSession start = somebody.start(String.valueOf(i), Instant.now());
            node.commands().start(start, () -> {});
            RevokeSession revoke = somebody.revoke(String.valueOf(i), Instant.now());
            Outcome<?> outcome = node.commands().revoke(revoke);
            System.out.println("ACK " + name + " " + revoke.sessionId()
                    + (outcome.publication().published() ? " 204" : " 202"));
        }
    }

    /** Ends the process without any farewell, as {@code kill -9} does. */
    static final class Halt {
        private static final AtomicInteger free = new AtomicInteger();
        private static volatile boolean armed;

        @Bean
        CrashPoint crashPoint(@Value("${" + WHERE + ":}") String where, @Value("${" + TIME + ":0}") int time) {
            AtomicInteger countdown = new AtomicInteger(time);
            return instant -> {
                if (armed && instant.name().equals(where) && countdown.decrementAndGet() == 0) {
                    if (free.decrementAndGet() == 0) {
                        Runtime.getRuntime().halt(137);
                    }
                    standStill();
                }
            };
        }

        private static void standStill() {
            while (true) {
                LockSupport.park();
            }
        }
    }
}
