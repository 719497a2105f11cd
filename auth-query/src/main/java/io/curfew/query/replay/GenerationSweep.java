package io.curfew.query.replay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Removes, at the start and now and then, generations that a rebuild would have removed had it not died: they hold what
 * nobody reads and what an erased user's rows looked like. Thread-safe.
 */
final class GenerationSweep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationSweep.class);

    private final Generations generations;
    private final Duration every;
    private @Nullable ScheduledExecutorService thread;

    GenerationSweep(Generations generations, Duration every) {
        this.generations = generations;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "curfew-query-sweep");
                made.setDaemon(true);
                return made;
            });
            thread = started;
            var unused = started.scheduleWithFixedDelay(this::sweep, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdown();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void sweep() {
        try {
            generations.sweep();
        } catch (RuntimeException e) {
            LOG.warn("Generations that nobody reads cannot be removed yet: {}", e.toString());
        }
    }
}
