package io.curfew.cli.command;

import io.curfew.cli.kafka.TopicCheck;
import io.curfew.cli.kafka.TopicCheck.Finding;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import io.curfew.cli.terminal.Rows;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Kafka's topics. */
@Command(
        name = "topic",
        header = "For operators: whether Kafka's topics are as they must be.",
        subcommands = TopicCommand.Check.class)
final class TopicCommand extends Group {

    @Command(name = "check", header = "Hold the settings of all topics against what no revocation may be lost by.")
    static final class Check extends Subcommand {
        private static final List<Column> COLUMNS =
                Column.named("topic", "state", "partitions", "copies", "violations", "remarks");

        @Mixin
        private final KafkaOptions kafka = new KafkaOptions();

        Check(Cli cli) {
            super(cli);
        }

        @Override
        ExitCode run() {
            List<Finding> findings;
            try (Admin admin = kafka.access(cli()).admin()) {
                findings = new TopicCheck(admin).all();
            }
            Rows rows = cli().output().rows(COLUMNS);
            findings.forEach(finding -> rows.add(row(finding)));
            rows.end();
            boolean safe =
                    findings.stream().allMatch(finding -> finding.violations().isEmpty());
            return safe ? ExitCode.WELL : ExitCode.FAILED;
        }

        private static ObjectNode row(Finding finding) {
            ObjectNode row = Json.object()
                    .put("topic", finding.topic())
                    .put("state", finding.state())
                    .put("partitions", finding.partitions())
                    .put("copies", finding.copies());
            ArrayNode violations = row.putArray("violations");
            finding.violations().forEach(violations::add);
            ArrayNode remarks = row.putArray("remarks");
            finding.remarks().forEach(remarks::add);
            return row;
        }
    }
}
