package io.curfew.cli.command;

import io.curfew.cli.http.ApiFailure;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The receipt of a revocation. */
@Command(
        name = "show",
        header = "The receipt of a revocation: which nodes have applied it, when, and who lags.",
        description = "Auditors see names and delays. Anybody else who has the id sees how far it is, unnamed.")
final class RevocationsShowCommand extends Subcommand {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final List<Column> RECEIPT =
            Column.named("id", "verdict", "published_at", "p50_ms", "p99_ms", "max_ms", "laggards");
    private static final List<Column> STATE = Column.named("id", "verdict", "published", "position");
    private static final List<Column> NODES =
            Column.named("service", "node", "standing", "since", "heard_at", "refuses_after");

    @Parameters(paramLabel = "REVOCATION", description = "Its id.")
    private String id = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Wait until every node has applied it; exit code 1 when they have not by then.")
    private @Nullable Integer wait;

    private boolean named;

    RevocationsShowCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        named = !cli().signIn().claims().isEmpty();
        JsonNode receipt = receipt();
        if (wait != null) {
            receipt = awaited(receipt, wait);
        }
        if (cli().output().forPeople()) {
            cli().output().item(named ? RECEIPT : STATE, receipt);
            cli().output().say("");
            cli().output().list(NODES, receipt.path("nodes"));
        } else {
            cli().output().item(named ? RECEIPT : STATE, receipt);
        }
        return wait == null || complete(receipt) ? ExitCode.WELL : ExitCode.FAILED;
    }

    private JsonNode awaited(JsonNode first, int seconds) {
        Instant end = cli().surroundings().clock().instant().plusSeconds(seconds);
        JsonNode receipt = first;
        try (Progress progress = cli().progress()) {
            while (!complete(receipt) && cli().surroundings().clock().instant().isBefore(end)) {
                long applied = 0;
                for (JsonNode node : receipt.path("nodes")) {
                    applied += node.path("standing").asString("").equals("pending") ? 0 : 1;
                }
                progress.at("nodes", applied, receipt.path("nodes").size(), null, null);
                cli().pause(BETWEEN);
                receipt = receipt();
            }
        }
        return receipt;
    }

    private static boolean complete(JsonNode receipt) {
        return receipt.path("verdict").asString("").equals("complete");
    }

    private JsonNode receipt() {
        String segment = Call.segment(id);
        if (named) {
            try {
                return cli().send(Call.get("/audit/revocations/" + segment)).body();
            } catch (ApiFailure e) {
                if (e.status() != 403 && e.status() != 404) {
                    throw e;
                }
                // No auditor; or auth-query has not heard of it yet, which auth-command knows at once.
                named = false;
            } catch (CommandFailure e) {
                named = false;
            }
        }
        return cli().send(Call.get("/revocations/" + segment).anonymous()).body();
    }
}
