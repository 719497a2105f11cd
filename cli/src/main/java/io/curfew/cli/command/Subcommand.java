package io.curfew.cli.command;

import io.curfew.cli.terminal.ExitCode;
import java.util.concurrent.Callable;

/** A command that does something. Used once, by one thread. */
abstract class Subcommand implements Callable<Integer> {
    private final Cli cli;

    Subcommand(Cli cli) {
        this.cli = cli;
    }

    final Cli cli() {
        return cli;
    }

    @Override
    public final Integer call() throws Exception {
        return run().number();
    }

    /** Does it. */
    abstract ExitCode run() throws Exception;
}
