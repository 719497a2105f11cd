package io.curfew.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output as UTF-8 text; whoever closes it ends the program in silence. Confined to one thread. */
public final class Sink {
    private static final int BLOCK = 8192;

    private final OutputStream out;
    private final StringBuilder pending = new StringBuilder();

    public Sink(OutputStream out) {
        this.out = out;
    }

    /** Adds text, which must be inert. */
    public Sink write(String text) {
        pending.append(text);
        if (pending.length() >= BLOCK) {
            drain();
        }
        return this;
    }

    /** Adds a line, which must be inert. */
    public Sink line(String text) {
        return write(text).write("\n");
    }

    /** Hands over all that was written. */
    public void flush() {
        drain();
        try {
            out.flush();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void drain() {
        byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
        pending.setLength(0);
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** A full disk is a failure; a reader that went away is none. */
    private static RuntimeException broken(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe") || message.contains("Pipe closed")
                ? new BrokenPipeException()
                : new CommandFailure(ExitCode.FAILED, "the output cannot be written: " + Inert.text(message), e);
    }
}
