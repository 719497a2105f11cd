package io.curfew.cli.command;

import io.curfew.cli.terminal.ExitCode;
import picocli.CommandLine.Command;

/** Signing out. */
@Command(name = "logout", header = "End this session everywhere and forget its tokens.")
final class LogoutCommand extends Subcommand {

    LogoutCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        cli().signIn().logout();
        cli().output().say("signed out at " + cli().address());
        return ExitCode.WELL;
    }
}
