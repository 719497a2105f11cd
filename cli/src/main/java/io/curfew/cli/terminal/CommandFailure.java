package io.curfew.cli.terminal;

import java.io.Serial;

/** A command ends early; the message is one sentence for the person who typed it and repeats no secret. */
public class CommandFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A failure with its cause, which is shown to nobody. */
    public CommandFailure(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** The command line was wrong. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** It was tried and failed. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }

    /** The caller cannot get in. */
    public static CommandFailure noAccess(String message) {
        return new CommandFailure(ExitCode.NO_ACCESS, message);
    }
}
