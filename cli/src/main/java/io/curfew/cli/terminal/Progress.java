package io.curfew.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far long work is: one line on standard error that is written again and again; silent where that is no terminal. */
public final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final String CLEAR = "\r\u001b[K";

    private final OutputStream err;
    private final boolean shown;
    private boolean dirty;

    public Progress(OutputStream err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /**
     * Shows where the work is.
     *
     * @param total 0 or less when nobody knows
     * @param rate per second; null when nobody knows
     * @param etaSeconds null when nobody knows
     */
    public void at(String what, long done, long total, @Nullable Double rate, @Nullable Long etaSeconds) {
        StringBuilder line = new StringBuilder(Inert.text(what)).append("  ");
        if (total > 0) {
            int filled = (int) (WIDTH * Math.min(done, total) / total);
            line.append('[').append("#".repeat(filled)).append(".".repeat(WIDTH - filled));
            line.append(String.format(Locale.ROOT, "] %3d %%  ", 100 * Math.min(done, total) / total));
        }
        line.append(String.format(Locale.ROOT, "%,d", done));
        if (total > 0) {
            line.append(String.format(Locale.ROOT, " of %,d", total));
        }
        if (rate != null) {
            line.append(String.format(Locale.ROOT, "  %,.0f/s", rate));
        }
        if (etaSeconds != null) {
            line.append("  ").append(etaSeconds).append(" s left");
        }
        show(CLEAR + line);
        dirty = true;
    }

    /** Takes the line away, so that what comes next stands alone. */
    @Override
    public void close() {
        if (dirty) {
            show(CLEAR);
            dirty = false;
        }
    }

    private void show(String text) {
        if (shown) {
            try {
                err.write(text.getBytes(StandardCharsets.UTF_8));
                err.flush();
            } catch (IOException e) {
                dirty = false;
            }
        }
    }
}
