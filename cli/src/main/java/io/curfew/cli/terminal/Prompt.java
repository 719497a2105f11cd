package io.curfew.cli.terminal;

/** The person at the terminal. */
public interface Prompt {
    /** A line, shown while it is typed; null when the person ended the input. */
    @org.jspecify.annotations.Nullable
    String line(String question);

    /** A secret, not shown while it is typed; null when the person ended the input. The caller clears it. */
    char @org.jspecify.annotations.Nullable [] secret(String question);
}
