package io.curfew.cli.command;

import io.curfew.cli.http.Answer;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** The option of commands that end sessions to wait until every node has applied it ({@code Prefer: wait}, RFC 7240). */
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Wait until every node has applied it; exit code 1 when they have not by then.")
    private @Nullable Integer seconds;

    /** The call, with the wish in it. */
    Call in(Call call) {
        return seconds == null ? call : call.header("Prefer", "wait=" + Math.max(0, seconds));
    }

    /** The columns of {@link #row}. */
    static List<Column> columns(String... first) {
        List<Column> columns = new ArrayList<>(Column.named(first));
        columns.addAll(Column.named("revoked", "receipt", "revocation_id"));
        return columns;
    }

    /** What came of it. */
    ObjectNode row(Answer answer) {
        ObjectNode row = Json.object();
        if (answer.body().path("revoked").isNumber()) {
            row.put("revoked", answer.body().path("revoked").asInt());
        }
        row.put("receipt", receipt(answer));
        answer.header("Curfew-Revocation").ifPresent(id -> row.put("revocation_id", id));
        return row;
    }

    /** 1 when it was waited for in vain. */
    ExitCode exitCode(Answer answer) {
        boolean nothingToWaitFor = answer.header("Curfew-Revocation").isEmpty();
        return seconds == null || nothingToWaitFor || receipt(answer).equals("complete")
                ? ExitCode.WELL
                : ExitCode.FAILED;
    }

    private static String receipt(Answer answer) {
        return answer.header("Curfew-Receipt").orElse(answer.status() == 202 ? "pending" : "published");
    }
}
