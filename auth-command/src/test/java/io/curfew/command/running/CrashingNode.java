package io.curfew.command.running;

import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.RevokeSession;
import io.curfew.command.domain.StartSession;
import io.curfew.command.outbox.CrashPoint;
import io.curfew.command.sessions.Outcome;
import io.curfew.events.AuthMethod;
import io.curfew.events.RevocationReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;

/**
 * A process that logs people in and out until it crashes. It prints a line {@code ACK session} for each log-out it was
 * answered. First argument: where to halt, or {@code NEVER}; second: at which time there; then properties.
 */
public final class CrashingNode {
    private static final int WORKERS = 4;

    private CrashingNode() {}

    public static void main(String[] args) {
        Halt.where = args[0];
        Halt.countdown.set(Integer.parseInt(args[1]));
        List<String> properties = Arrays.asList(args).subList(2, args.length);
        CoreNode node = CoreNode.start(properties, Halt.class);
        Halt.armed = true;
        for (int worker = 0; worker < WORKERS; worker++) {
            new Thread(() -> work(node)).start();
        }
    }

    private static void work(CoreNode node) {
        String user = UUID.randomUUID().toString();
        while (true) {
            String session = UUID.randomUUID().toString();
            node.commands()
                    .start(
                            new StartSession(
                                    user,
                                    session,
                                    "web",
                                    null,
                                    new Origin("127.0.0.1", "test"),
                                    AuthMethod.PASSWORD,
                                    "hash-" + session,
                                    "jti-hash-" + session,
                                    Instant.now()),
                            () -> {});
            Outcome<?> outcome = node.commands()
                    .revoke(new RevokeSession(
                            user,
                            session,
                            session,
                            RevocationReason.LOGOUT,
                            Initiator.user(user, session),
                            Instant.now()));
            System.out.println("ACK " + session + (outcome.publication().published() ? " 204" : " 202"));
        }
    }

    /** Ends the process without any farewell, as {@code kill -9} does. */
    static final class Halt {
        private static final AtomicInteger countdown = new AtomicInteger();
        private static volatile String where = "NEVER";
        private static volatile boolean armed;

        @Bean
        CrashPoint crashPoint() {
            return instant -> {
                if (armed && instant.name().equals(where) && countdown.decrementAndGet() == 0) {
                    Runtime.getRuntime().halt(137);
                }
            };
        }
    }
}
