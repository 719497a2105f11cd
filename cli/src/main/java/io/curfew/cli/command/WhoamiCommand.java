package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import java.time.Instant;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Who is signed in, proved by asking with the token. */
@Command(name = "whoami", header = "Who is signed in here, as which session, and what it may do.")
final class WhoamiCommand extends Subcommand {

    WhoamiCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        JsonNode sessions = cli().send(Call.get("/auth/sessions")).body().path("sessions");
        JsonNode claims = cli().signIn().claims();
        cli().output()
                .item(
                        Column.named("user_id", "session_id", "scopes", "active_sessions", "token_expires_at", "url"),
                        Json.object()
                                .put("user_id", claims.path("sub").asString(""))
                                .put("session_id", claims.path("sid").asString(""))
                                .put("scopes", claims.path("scope").asString(""))
                                .put("active_sessions", sessions.size())
                                .put(
                                        "token_expires_at",
                                        Instant.ofEpochSecond(claims.path("exp").asLong(0))
                                                .toString())
                                .put("url", cli().address().toString()));
        return ExitCode.WELL;
    }
}
