package io.curfew.cli.command;

import io.curfew.cli.terminal.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The script that lets a shell complete what is typed. */
@Command(
        name = "completion",
        header = "Print the script that completes commands and options in a shell.",
        description =
                "source <(curfew completion bash)   also for zsh, after: autoload -U bashcompinit && bashcompinit")
final class CompletionCommand extends Subcommand {

    /** The shells there is a script for. */
    enum Shell {
        BASH;

        @Override
        public String toString() {
            return "bash";
        }
    }

    @Parameters(paramLabel = "SHELL", defaultValue = "bash", description = "bash.")
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CompletionCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        cli().output()
                .verbatim(
                        switch (shell) {
                            case BASH -> AutoComplete.bash("curfew", spec.root().commandLine());
                        });
        return ExitCode.WELL;
    }
}
