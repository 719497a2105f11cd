package io.curfew.cli.command;

import io.curfew.cli.http.Answer;
import io.curfew.cli.http.ApiFailure;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.CommandFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The questions of {@code curfew doctor}, each with an answer and what to do. Confined to one thread. */
final class Checkup {
    /** Spring's resource servers forgive as much. */
    private static final Duration FORGIVEN_SKEW = Duration.ofSeconds(60);

    private static final Duration ODD_SKEW = Duration.ofSeconds(5);
    private static final String AS_AUDITOR = "sign in as an auditor to see it";

    /** How something is. */
    enum State {
        OK,
        WARN,
        BAD,
        SKIPPED
    }

    /** One question answered. */
    record Line(String check, State state, String detail, String advice) {}

    private final Cli cli;

    Checkup(Cli cli) {
        this.cli = cli;
    }

    /**
     * The front door and the keys behind it.
     *
     * @throws CommandFailure when nobody answers, which leaves nothing else to ask
     */
    List<Line> frontDoor() {
        Answer keys = cli.send(Call.get("/.well-known/jwks.json").anonymous());
        Instant here = cli.surroundings().clock().instant();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("front door", State.OK, "answers at " + cli.address(), ""));
        int count = keys.body().path("keys").size();
        lines.add(
                count > 0
                        ? new Line("signing keys", State.OK, count + " published", "")
                        : new Line(
                                "signing keys",
                                State.BAD,
                                "none published, so services can verify no token",
                                "look at the log of auth-command"));
        lines.add(clock(keys, here));
        return lines;
    }

    private static Line clock(Answer answer, Instant here) {
        String name = "clock";
        Duration skew;
        try {
            skew = answer.header("Date")
                    .map(date -> Duration.between(
                                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant(),
                                    here)
                            .abs())
                    .orElse(Duration.ZERO);
        } catch (DateTimeException e) {
            return new Line(name, State.SKIPPED, "the platform does not say what time it has", "");
        }
        String detail = skew.toSeconds() + " s between this machine's and the platform's";
        if (skew.compareTo(ODD_SKEW) <= 0) {
            return new Line(name, State.OK, detail, "");
        }
        boolean bad = skew.compareTo(FORGIVEN_SKEW) > 0;
        return new Line(name, bad ? State.BAD : State.WARN, detail, "set the clocks by NTP; tokens live by them");
    }

    /** Whether the lists answer, for whoever is signed in. */
    Line lists() {
        return asked("lists", () -> {
            int active =
                    cli.send(Call.get("/auth/sessions")).body().path("sessions").size();
            return new Line("lists", State.OK, "answer; you have " + active + " active sessions", "");
        });
    }

    /** Whether every node that reports is well. */
    Line nodes() {
        return asked("nodes", () -> {
            JsonNode nodes = cli.send(Call.get("/audit/nodes")).body().path("nodes");
            List<String> ill = new ArrayList<>();
            for (JsonNode node : nodes) {
                String state = node.path("state").asString("");
                boolean silent = node.path("silent").asBoolean(false);
                if (silent || !(state.equals("ready") || state.equals("leaving"))) {
                    ill.add(node.path("service").asString("") + "/"
                            + node.path("node").asString("") + " is " + (silent ? "silent" : state));
                }
            }
            if (nodes.isEmpty()) {
                return new Line(
                        "nodes", State.WARN, "none report", "does any service run the listener, with receipts on?");
            }
            return ill.isEmpty()
                    ? new Line("nodes", State.OK, nodes.size() + " ready", "")
                    : new Line(
                            "nodes",
                            State.BAD,
                            String.join(", ", ill),
                            "see the runbook in docs/operations.md, \"stale\"; a stale node refuses everybody");
        });
    }

    /** Whether the last revocation got through. */
    Line receipts() {
        return asked("receipts", () -> {
            JsonNode events = cli.send(Call.get("/audit/events")
                            .with("type", "session.revoked")
                            .with("order", "desc")
                            .with("limit", 1))
                    .body()
                    .path("events");
            if (events.isEmpty()) {
                return new Line("receipts", State.SKIPPED, "nothing was revoked yet", "");
            }
            String id = events.path(0).path("event_id").asString("");
            JsonNode state;
            try {
                state = cli.send(Call.get("/revocations/" + Call.segment(id)).anonymous())
                        .body();
            } catch (ApiFailure e) {
                return new Line("receipts", State.SKIPPED, "the last revocation is too long ago", "");
            }
            if (!state.path("published").asBoolean(false)) {
                return new Line(
                        "outbox",
                        State.BAD,
                        "the last revocation is not published",
                        "is Kafka up? See the runbook, \"stuck outbox\"");
            }
            String verdict = state.path("verdict").asString("");
            return verdict.equals("complete")
                    ? new Line("receipts", State.OK, "the last revocation is applied on every node", "")
                    : new Line(
                            "receipts",
                            State.WARN,
                            "the last revocation is " + verdict,
                            "curfew revocations show " + id);
        });
    }

    private static Line asked(String check, java.util.function.Supplier<Line> question) {
        try {
            return question.get();
        } catch (ApiFailure e) {
            boolean notLetIn = e.status() == 401 || e.status() == 403;
            return notLetIn
                    ? new Line(check, State.SKIPPED, "not let in", AS_AUDITOR)
                    : new Line(check, State.BAD, String.valueOf(e.getMessage()), "look at the log of auth-query");
        } catch (CommandFailure e) {
            return new Line(check, State.SKIPPED, String.valueOf(e.getMessage()), AS_AUDITOR);
        }
    }
}
