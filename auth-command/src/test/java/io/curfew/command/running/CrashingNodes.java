package io.curfew.command.running;

import io.curfew.command.domain.RevokeSession;
import io.curfew.command.domain.StartSession;
import io.curfew.command.outbox.CrashPoint;
import io.curfew.command.sessions.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;

/**
 * A process in which nodes log people in and out until it crashes. Each node has an instant at which it is to be caught: a
 * thread that gets there waits a moment for threads of the other nodes to be at theirs, and when all are, the process halts.
 * So each node is killed while one of its threads is at its instant and the others are wherever they are. It prints a line
 * {@code ACK node session} for each log-out that was
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
        Halt.ALL.expect(wanted.size());
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
        private static final Halting ALL = new Halting();
        private static volatile boolean armed;

        @Bean
        CrashPoint crashPoint(@Value("${" + WHERE + ":}") String where, @Value("${" + TIME + ":0}") int time) {
            AtomicInteger countdown = new AtomicInteger(time);
            return instant -> {
                if (armed && instant.name().equals(where) && countdown.decrementAndGet() <= 0) {
                    ALL.arrived(countdown);
                }
            };
        }
    }

    /** Halts the process when every node has a thread at its instant. Thread-safe by its monitor. */
    private static final class Halting {
        /** Short, so that a node hardly ever sends meanwhile what the thread at its instant has left. */
        private static final Duration PATIENCE = Duration.ofMillis(200);

        private final Set<Object> here = Collections.newSetFromMap(new IdentityHashMap<>());
        private int nodes;

        synchronized void expect(int number) {
            nodes = number;
        }

        /** A thread is at the instant of its node; waits a moment for the other nodes, and goes on if they do not come. */
        synchronized void arrived(Object node) {
            if (!here.add(node)) {
                return;
            }
            if (here.size() == nodes) {
                Runtime.getRuntime().halt(137);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, PATIENCE.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            here.remove(node);
        }
    }
}
