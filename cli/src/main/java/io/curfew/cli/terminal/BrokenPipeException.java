package io.curfew.cli.terminal;

import java.io.Serial;

/** Whoever read the output has closed it. No error of ours: the program ends in silence. */
public final class BrokenPipeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;
}
