package io.curfew.standalone;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What {@code ./run} starts. Exit codes: 0 well, 1 something failed, 2 the command line was wrong. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Duration sinceStart = Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(commandLine(Console.startedAgo(out, sinceStart)).execute(args));
    }

    /** The command line and what it says when something is wrong: one line. */
    static CommandLine commandLine(Console console) {
        return new CommandLine(new RunCommand(console))
                .setParameterExceptionHandler((e, arguments) -> {
                    e.getCommandLine().getErr().println("curfew: " + oneLine(e) + " Try ./run --help.");
                    return 2;
                })
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr()
                            .println("curfew: " + oneLine(root(e)) + " More in the data directory, logs/curfew.log.");
                    LoggerFactory.getLogger(Main.class).error("could not start", e);
                    return 1;
                });
    }

    /** Spring wraps the sentence that says what to do in many that do not. */
    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    private static String oneLine(Throwable e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return message.endsWith(".") ? message : message + ".";
    }
}
