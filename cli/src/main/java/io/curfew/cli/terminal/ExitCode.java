package io.curfew.cli.terminal;

/** The four ways a command ends, and the one in which its reader went away. The numbers never change. */
public enum ExitCode {
    /** It was done. */
    WELL(0),
    /** It failed, or what was looked for was found: a tampered history, an unsafe topic, trouble. */
    FAILED(1),
    /** The command line was wrong; nothing was done. */
    USAGE(2),
    /** The platform cannot be reached, is not ready, or does not let the caller in; nothing was done. */
    NO_ACCESS(3),
    /** Whoever read the output has closed it: what a shell says of a process ended by SIGPIPE. */
    BROKEN_PIPE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
