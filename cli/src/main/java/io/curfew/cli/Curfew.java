package io.curfew.cli;

import io.curfew.cli.command.Commands;

/** The program {@code curfew}. Exit codes: see {@link io.curfew.cli.terminal.ExitCode}. */
public final class Curfew {
    private Curfew() {}

    /** Runs one command line. */
    public static void main(String[] arguments) {
        System.exit(Commands.run(CliConfiguration.surroundings(), arguments));
    }
}
