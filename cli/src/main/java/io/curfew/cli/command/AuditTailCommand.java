package io.curfew.cli.command;

import io.curfew.cli.http.Answer;
import io.curfew.cli.http.ApiFailure;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Rows;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Events as they come. Lists are in the order of time, and an event may be seen later than a younger one of another user:
 * so a little of the past is read again each time, and what was shown is not shown again.
 */
@Command(
        name = "tail",
        header = "Events as they come, until Ctrl-C.",
        description = "From the platform's lists; or, with --kafka, from the topic itself.")
final class AuditTailCommand extends Subcommand {
    private static final Duration OVERLAP = Duration.ofSeconds(10);
    private static final int REMEMBERED = 50_000;

    @Mixin
    private final AuditFilter filter = new AuditFilter();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--interval",
            paramLabel = "LENGTH",
            converter = When.Length.class,
            description = "How often to look (2s).")
    private Duration interval = Duration.ofSeconds(2);

    @Option(names = "--count", paramLabel = "N", description = "End after so many.")
    private long count = Long.MAX_VALUE;

    private final Map<String, Boolean> shown = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long left;
    private boolean troubled;

    AuditTailCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        left = count;
        Rows rows = cli().output().rows(AuditColumns.EVENTS);
        if (kafka.direct()) {
            kafka.followEvents(cli(), count, rows);
            rows.end();
            return ExitCode.WELL;
        }
        Instant begin = platformTime();
        Instant newest = begin;
        while (left > 0) {
            newest = look(rows, begin, newest);
            rows.flush();
            if (left > 0) {
                cli().pause(interval);
            }
        }
        rows.end();
        return ExitCode.WELL;
    }

    private Instant look(Rows rows, Instant begin, Instant newest) {
        Instant again = newest.minus(OVERLAP);
        Instant from = again.isBefore(begin) ? begin : again;
        Instant[] latest = {newest};
        try {
            Pages.each(
                    cli(),
                    () -> filter.withoutTime(Call.get("/audit/events"))
                            .with("since", from)
                            .with("order", "asc"),
                    "events",
                    Long.MAX_VALUE,
                    event -> {
                        Instant at = time(event);
                        latest[0] = at != null && at.isAfter(latest[0]) ? at : latest[0];
                        show(rows, event);
                    });
            troubled = false;
        } catch (CommandFailure e) {
            boolean forGood = e instanceof ApiFailure failure && failure.status() < 429;
            if (forGood || e.exitCode() != ExitCode.NO_ACCESS) {
                throw e;
            }
            if (!troubled) {
                cli().note("curfew: " + e.getMessage() + "; looking on");
            }
            troubled = true;
        }
        return latest[0];
    }

    private void show(Rows rows, JsonNode event) {
        String id = event.path("event_id").asString("");
        if (left > 0 && shown.putIfAbsent(id, true) == null) {
            rows.add(event);
            left--;
        }
    }

    /** Now, by the platform's clock: this machine's may be ahead. */
    private Instant platformTime() {
        Instant here = cli().surroundings().clock().instant();
        Answer answer = cli().send(Call.get("/audit/events").with("limit", 1).with("since", here));
        try {
            return answer.header("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(here);
        } catch (DateTimeException e) {
            return here;
        }
    }

    private static @Nullable Instant time(JsonNode event) {
        try {
            return Instant.parse(event.path("occurred_at").asString(""));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
