package io.curfew.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The word {@code curfew} itself. */
@Command(
        name = "curfew",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        usageHelpWidth = 100,
        sortOptions = false,
        header = "Sign in, see and end sessions, read and prove the history, look after the platform.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LoginCommand.class,
            LogoutCommand.class,
            WhoamiCommand.class,
            SessionsCommand.class,
            UsersCommand.class,
            RevocationsCommand.class,
            AuditCommand.class,
            ReplayCommand.class,
            NodesCommand.class,
            TopicCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and nothing was found that should not be",
            "1:it failed, or something was found: a tampered history, an unsafe topic, trouble",
            "2:the command line was wrong, or the platform refused a value (400, 422); nothing was done",
            "3:cannot reach the platform, it is not ready (429, 502-504), or it does not let you in (401, 403)"
        })
final class CurfewCommand extends Group {
    @Mixin
    final Options options = new Options();
}
