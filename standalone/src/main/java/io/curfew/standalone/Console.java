package io.curfew.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a person sees: one line per step with the time since the start. Thread-safe. */
public final class Console {
    private final PrintStream out;
    private final long startedAt;

    private Console(PrintStream out, long startedAt) {
        this.out = out;
        this.startedAt = startedAt;
    }

    /** A console whose time starts some while ago, such as when the process did. */
    public static Console startedAgo(PrintStream out, Duration ago) {
        return new Console(out, System.nanoTime() - ago.toNanos());
    }

    /** Prints a step and when it was done. */
    public void step(String text) {
        line(String.format(Locale.ROOT, "[%5.1f s] %s", elapsed().toMillis() / 1000.0, text));
    }

    /** Prints a line. */
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** The time since the start. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
