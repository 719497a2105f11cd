package io.curfew.cli;

import io.curfew.cli.terminal.Prompt;
import io.curfew.cli.terminal.Surroundings;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The surroundings of a real run. */
final class CliConfiguration {
    private CliConfiguration() {}

    static Surroundings surroundings() {
        Console console = terminal();
        return new Surroundings(
                System.getenv(),
                // Not a bare FileInputStream, which seeks in readNBytes and so cannot read a pipe on Java 17.
                System.in,
                // Not System.out, which swallows that its reader has gone.
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                told("curfew.out.terminal", console != null),
                told("curfew.err.terminal", console != null),
                console == null ? null : new ConsolePrompt(console),
                Clock.systemUTC());
    }

    /** The start script knows of each stream whether it is a terminal; Java knows only of input and output together. */
    private static boolean told(String property, boolean otherwise) {
        String value = System.getProperty(property);
        return value == null ? otherwise : Boolean.parseBoolean(value);
    }

    /** From Java 22 on there is a console always, which says itself whether it is a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Console terminal() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            Object isTerminal = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(isTerminal) ? console : null;
        } catch (ReflectiveOperationException e) {
            return console;
        }
    }

    /** The real terminal. */
    private record ConsolePrompt(Console console) implements Prompt {
        @Override
        public @Nullable String line(String question) {
            return console.readLine("%s", question);
        }

        @Override
        public char @Nullable [] secret(String question) {
            return console.readPassword("%s", question);
        }
    }
}
