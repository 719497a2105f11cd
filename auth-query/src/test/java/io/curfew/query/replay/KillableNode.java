package io.curfew.query.replay;

import java.time.Duration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A projection in a process of its own, to be killed. Says on its standard output how many events it has projected. */
final class KillableNode {
    private KillableNode() {}

    /** Arguments: JDBC address, topic, Kafka servers. */
    public static void main(String[] args) throws Exception {
        String user = args[0].startsWith("jdbc:h2") ? "sa" : "postgres";
        try (LiveNode node =
                new LiveNode(new DriverManagerDataSource(args[0], user, ""), args[1], args[2], null).start()) {
            long version = -1;
            while (true) {
                node.status.awaitProgress(version, Duration.ofSeconds(1));
                version = node.status.version();
                System.out.println("applied " + node.status.applied());
            }
        }
    }
}
