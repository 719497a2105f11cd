package io.curfew.cli.command;

import io.curfew.cli.terminal.BrokenPipeException;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Inert;
import io.curfew.cli.terminal.Surroundings;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line, and what it says when something is wrong: one line on standard error. */
public final class Commands {
    private Commands() {}

    /** Runs one command line; its exit code. */
    public static int run(Surroundings surroundings, String... arguments) {
        return commandLine(surroundings).execute(arguments);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CurfewCommand root = new CurfewCommand();
        Cli cli = new Cli(surroundings, root.options);
        Ansi ansi = surroundings.allowsColor() ? Ansi.ON : Ansi.OFF;
        return new CommandLine(root, new WithCli(cli))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, all) -> wrong(e))
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line));
    }

    private static int wrong(ParameterException e) {
        CommandLine line = e.getCommandLine();
        say(line, message(e) + "; see " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.number();
    }

    /** Never repeats what could be a secret that was typed in the wrong place. */
    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> options = unmatched.getUnmatched().stream()
                    .filter(argument -> argument.startsWith("-"))
                    .map(argument -> argument.replaceAll("=.*", ""))
                    .toList();
            if (options.stream().anyMatch(option -> option.matches("(?i)--?p.*|.*(pass|token|secret).*"))) {
                return "secrets are never arguments, which everybody on this machine can read; use --password-file or"
                        + " --password-stdin";
            }
            return options.isEmpty()
                    ? "there are arguments that have no meaning here"
                    : options.stream().collect(Collectors.joining(", ", "unknown: ", ""));
        }
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    private static int failed(Exception e, CommandLine line) throws Exception {
        if (e instanceof BrokenPipeException) {
            return ExitCode.BROKEN_PIPE.number();
        }
        if (e instanceof CommandFailure failure) {
            say(line, String.valueOf(failure.getMessage()));
            return failure.exitCode().number();
        }
        say(line, "a fault in this program: " + e);
        return ExitCode.FAILED.number();
    }

    private static void say(CommandLine line, String message) {
        line.getErr().println("curfew: " + Inert.text(message));
    }

    /** Gives each command what it works with. */
    private record WithCli(Cli cli) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            Constructor<K> constructor = constructor(type);
            return constructor == null ? CommandLine.defaultFactory().create(type) : constructor.newInstance(cli);
        }

        private static <K> @Nullable Constructor<K> constructor(Class<K> type) {
            try {
                return type.getDeclaredConstructor(Cli.class);
            } catch (NoSuchMethodException e) {
                return null;
            }
        }
    }
}
