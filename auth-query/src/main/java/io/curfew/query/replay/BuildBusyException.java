package io.curfew.query.replay;

import java.io.Serial;

/** A rebuild that was not begun because another builder is alive, or was half a minute ago. */
final class BuildBusyException extends RebuildException {
    @Serial
    private static final long serialVersionUID = 1L;

    BuildBusyException() {
        super("another rebuild is running, or was half a minute ago: wait for it");
    }
}
