package io.curfew.cli.command;

import io.curfew.cli.http.Answer;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What administrators do to a user. */
@Command(
        name = "users",
        header = "For administrators: sign a user out, disable the account, erase the person.",
        subcommands = {UsersCommand.LogoutAll.class, UsersCommand.Disable.class, UsersCommand.Erase.class})
final class UsersCommand extends Group {

    /** One thing done to one user. */
    abstract static class Act extends Subcommand {
        @Parameters(paramLabel = "USER", description = "The user's id.")
        private String id = "";

        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask.")
        private boolean yes;

        @Mixin
        private final WaitOption wait = new WaitOption();

        private final String action;
        private final String question;

        Act(Cli cli, String action, String question) {
            super(cli);
            this.action = action;
            this.question = question;
        }

        @Override
        final ExitCode run() {
            cli().confirm(question.formatted(id), yes);
            Answer answer = cli().send(wait.in(Call.post("/admin/users/" + Call.segment(id) + "/" + action)));
            cli().output()
                    .item(
                            WaitOption.columns("user_id", "action"),
                            wait.row(answer).put("user_id", id).put("action", action));
            return wait.exitCode(answer);
        }
    }

    @Command(name = "logout-all", header = "End all sessions of a user.")
    static final class LogoutAll extends Act {
        LogoutAll(Cli cli) {
            super(cli, "logout-all", "End all sessions of user %s?");
        }
    }

    @Command(name = "disable", header = "Disable an account and end all its sessions.")
    static final class Disable extends Act {
        Disable(Cli cli) {
            super(cli, "disable", "Disable the account %s and end all its sessions?");
        }
    }

    @Command(
            name = "erase",
            header = "Make a person's data unreadable for ever, in the whole history, and end all sessions.",
            description = "The history stays and still verifies; addresses, user agents and device names are gone.")
    static final class Erase extends Act {
        Erase(Cli cli) {
            super(cli, "erase", "Erase the personal data of user %s for ever, everywhere?");
        }
    }
}
