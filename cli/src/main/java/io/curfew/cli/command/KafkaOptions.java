package io.curfew.cli.command;

import io.curfew.cli.kafka.EventTail;
import io.curfew.cli.kafka.KafkaAccess;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.Rows;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Kafka is. Filled by picocli. */
final class KafkaOptions {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka's bootstrap servers [CURFEW_KAFKA].")
    private @Nullable String servers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Further client settings, as properties: TLS, SASL [CURFEW_KAFKA_CONFIG].")
    private @Nullable Path file;

    /** Whether this command line itself names Kafka. */
    boolean direct() {
        return servers != null;
    }

    /** Whether it is known at all. */
    boolean known(Cli cli) {
        return servers != null || cli.surroundings().variable("CURFEW_KAFKA") != null;
    }

    KafkaAccess access(Cli cli) {
        String where = servers == null ? cli.surroundings().variable("CURFEW_KAFKA") : servers;
        if (where == null) {
            throw CommandFailure.usage("where is Kafka? Give --kafka HOST:PORT or set CURFEW_KAFKA");
        }
        String config = cli.surroundings().variable("CURFEW_KAFKA_CONFIG");
        return KafkaAccess.of(where, file != null || config == null ? file : Path.of(config));
    }

    void followEvents(Cli cli, long count, Rows rows) {
        long[] left = {count};
        EventTail.follow(
                access(cli),
                event -> {
                    rows.add(event);
                    return --left[0] > 0;
                },
                rows::flush);
    }
}
