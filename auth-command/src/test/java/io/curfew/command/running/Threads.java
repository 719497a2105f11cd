package io.curfew.command.running;

import java.util.concurrent.Executor;

/** Threads for what must go on side by side. */
public final class Threads {
    /** One for each task. From Java 25 on the pool that futures have of themselves is a single thread on two cores. */
    public static final Executor ONE_EACH = task -> new Thread(task).start();

    private Threads() {}
}
