package io.curfew.cli.command;

import io.curfew.cli.http.ApiFailure;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Progress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Long work that the platform does: begun, then watched to its end. It goes on when nobody watches. Confined to one thread. */
final class Job {
    static final List<Column> COLUMNS = List.of(
            Column.of("id"),
            Column.of("kind"),
            Column.of("state"),
            Column.of("started_at"),
            Column.of("ended_at"),
            Column.of("requested_by"),
            Column.at("done", "/progress/done"),
            Column.at("total", "/progress/total"),
            Column.of("error"));
    private static final Duration BETWEEN = Duration.ofMillis(300);
    private static final int MOST_TROUBLE = 20;

    private final Cli cli;

    Job(Cli cli) {
        this.cli = cli;
    }

    /** Begins one. */
    JsonNode begin(ObjectNode body) {
        return cli.send(Call.post("/audit/jobs").body(body)).body();
    }

    /** How one is. */
    JsonNode look(String id) {
        return cli.send(Call.get("/audit/jobs/" + Call.segment(id))).body();
    }

    /**
     * Watches one to its end.
     *
     * @throws CommandFailure when it failed
     */
    JsonNode watch(JsonNode begun) {
        String id = begun.path("id").asString("");
        JsonNode job = begun;
        int trouble = 0;
        try (Progress progress = cli.progress()) {
            while (job.path("state").asString("").equals("running")) {
                show(progress, job);
                cli.pause(BETWEEN);
                try {
                    job = look(id);
                    trouble = 0;
                } catch (CommandFailure e) {
                    // The job does not need us: a node that restarts is no reason to give up on it.
                    boolean forGood = e instanceof ApiFailure refusal && refusal.status() < 429;
                    if (forGood || e.exitCode() != ExitCode.NO_ACCESS || ++trouble >= MOST_TROUBLE) {
                        throw e;
                    }
                }
            }
        }
        if (job.path("state").asString("").equals("failed")) {
            throw CommandFailure.failed("job " + id + " failed: " + text(job.path("error")));
        }
        return job;
    }

    private static void show(Progress progress, JsonNode job) {
        JsonNode at = job.path("progress");
        progress.at(
                job.path("kind").asString(""),
                at.path("done").asLong(0),
                at.path("total").asLong(0),
                at.path("rate").isNumber() ? at.path("rate").asDouble() : null,
                at.path("eta_seconds").isNumber() ? at.path("eta_seconds").asLong() : null);
    }

    private static String text(JsonNode error) {
        @Nullable String text = Column.text(error);
        return text == null ? "it does not say why" : text;
    }
}
