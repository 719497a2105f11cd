package io.curfew.cli.command;

import io.curfew.cli.command.Checkup.Line;
import io.curfew.cli.command.Checkup.State;
import io.curfew.cli.http.Call;
import io.curfew.cli.kafka.TopicCheck;
import io.curfew.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** The questions of {@code curfew doctor} about the way from the store through Kafka. Confined to one thread. */
final class PipelineCheckup {
    private static final int MOST_METRICS = 8 * 1024 * 1024;
    private static final double OLD_SECONDS = 5;
    private static final Pattern WAITING = Pattern.compile("(?m)^curfew_outbox_unpublished(?:\\{[^}]*})? (\\S+)$");
    private static final Pattern OLDEST =
            Pattern.compile("(?m)^curfew_outbox_oldest(?:_seconds)?(?:\\{[^}]*})? (\\S+)$");

    private final Cli cli;
    private final KafkaOptions kafka;

    PipelineCheckup(Cli cli, KafkaOptions kafka) {
        this.cli = cli;
        this.kafka = kafka;
    }

    /** Whether anything waits in the outbox, where the front door shows metrics. */
    Line outbox() {
        String metrics;
        try (InputStream in = cli.api().stream(Call.get("/actuator/prometheus").anonymous())) {
            metrics = new String(in.readNBytes(MOST_METRICS), StandardCharsets.UTF_8);
        } catch (CommandFailure | IOException e) {
            return skipped();
        }
        Matcher oldest = OLDEST.matcher(metrics);
        double seconds = -1;
        while (oldest.find()) {
            seconds = Math.max(seconds, number(oldest.group(1)));
        }
        if (seconds < 0) {
            return skipped();
        }
        Matcher waiting = WAITING.matcher(metrics);
        double records = 0;
        while (waiting.find()) {
            records += Math.max(0, number(waiting.group(1)));
        }
        String detail = Math.round(records) + " records wait, the oldest for " + Math.round(seconds) + " s";
        return seconds > OLD_SECONDS
                ? new Line("outbox", State.BAD, detail, "is Kafka up? See docs/operations.md, \"stuck outbox\"")
                : new Line("outbox", State.OK, detail, "");
    }

    private static Line skipped() {
        return new Line("outbox", State.SKIPPED, "the front door does not show metrics", "ask auth-command directly");
    }

    private static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether the topics are safe. */
    Line topics() {
        if (!kafka.known(cli)) {
            return new Line("topics", State.SKIPPED, "Kafka was not named", "give --kafka HOST:PORT");
        }
        try (Admin admin = kafka.access(cli).admin()) {
            List<String> unsafe = new TopicCheck(admin)
                    .all().stream()
                            .filter(finding -> !finding.violations().isEmpty())
                            .map(TopicCheck.Finding::topic)
                            .toList();
            return unsafe.isEmpty()
                    ? new Line("topics", State.OK, "all are as they must be", "")
                    : new Line("topics", State.BAD, String.join(", ", unsafe), "curfew topic check");
        } catch (CommandFailure e) {
            return new Line("topics", State.BAD, String.valueOf(e.getMessage()), "is that Kafka's address?");
        }
    }
}
