package io.curfew.cli.command;

import io.curfew.cli.http.Answer;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Rows;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One's own sessions. */
@Command(
        name = "sessions",
        header = "Your own sessions: where you are signed in.",
        subcommands = {SessionsCommand.ListThem.class, SessionsCommand.Show.class, SessionsCommand.Revoke.class})
final class SessionsCommand extends Group {
    private static final List<Column> ACTIVE =
            Column.named("session_id", "device_name", "browser", "os", "ip", "last_seen_at", "expires_at", "current");
    private static final List<Column> ENDED =
            Column.named("session_id", "device_name", "browser", "os", "ip", "ended_at", "end_reason");

    @Command(name = "list", header = "The sessions that are active, newest first, or those that ended.")
    static final class ListThem extends Subcommand {
        @Option(names = "--ended", description = "Those that ended, the last first.")
        private boolean ended;

        @Mixin
        private final LimitOption limit = new LimitOption();

        ListThem(Cli cli) {
            super(cli);
        }

        @Override
        ExitCode run() {
            if (ended) {
                Rows rows = cli().output().rows(ENDED);
                Pages.each(cli(), () -> Call.get("/auth/sessions/history"), "sessions", limit.most(), rows::add);
                rows.end();
            } else {
                cli().output().list(ACTIVE, active(cli()));
            }
            return ExitCode.WELL;
        }
    }

    @Command(name = "show", header = "All that is known about one session of yours.")
    static final class Show extends Subcommand {
        @Parameters(paramLabel = "SESSION", description = "Its id.")
        private String id = "";

        Show(Cli cli) {
            super(cli);
        }

        @Override
        ExitCode run() {
            List<JsonNode> found = new ArrayList<>();
            active(cli()).forEach(session -> keep(session, found));
            if (found.isEmpty()) {
                Pages.each(
                        cli(),
                        () -> Call.get("/auth/sessions/history"),
                        "sessions",
                        Long.MAX_VALUE,
                        session -> keep(session, found));
            }
            if (found.isEmpty()) {
                throw CommandFailure.failed("you have no such session");
            }
            JsonNode session = found.get(0);
            List<Column> columns =
                    session.propertyNames().stream().map(Column::of).toList();
            cli().output().item(columns, session);
            return ExitCode.WELL;
        }

        private void keep(JsonNode session, List<JsonNode> found) {
            if (session.path("session_id").asString("").equals(id)) {
                found.add(session);
            }
        }
    }

    @Command(name = "revoke", header = "End sessions of yours, or all but this one.")
    static final class Revoke extends Subcommand {
        @Parameters(paramLabel = "SESSION", arity = "0..*", description = "Their ids.")
        private List<String> ids = List.of();

        @Option(names = "--all-others", description = "All but the one you are signed in with here.")
        private boolean allOthers;

        @Mixin
        private final WaitOption wait = new WaitOption();

        Revoke(Cli cli) {
            super(cli);
        }

        @Override
        ExitCode run() {
            if (allOthers == !ids.isEmpty()) {
                throw CommandFailure.usage("which sessions? Give their ids, or --all-others");
            }
            ExitCode worst = ExitCode.WELL;
            Rows rows = cli().output().rows(WaitOption.columns("session_id"));
            for (String id : allOthers ? List.of("others") : ids) {
                Answer answer = cli().send(wait.in(Call.delete("/auth/sessions/" + Call.segment(id))));
                ObjectNode row = wait.row(answer).put("session_id", id);
                rows.add(allOthers ? row : row.put("revoked", 1));
                rows.flush();
                worst = wait.exitCode(answer) == ExitCode.WELL ? worst : ExitCode.FAILED;
            }
            rows.end();
            return worst;
        }
    }

    private static JsonNode active(Cli cli) {
        return cli.send(Call.get("/auth/sessions")).body().path("sessions");
    }
}
