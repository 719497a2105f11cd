package io.curfew.query.replay;

import io.curfew.query.replay.Builds.Build;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a builder is alive while it does what tells no progress, such as one long comparison: so nobody takes its
 * build away. Has one thread of its own, until it is closed; its methods may be called from any.
 */
final class BuildPulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildPulse.class);
    private static final Duration LAST_BEAT = Duration.ofSeconds(10);

    private final Builds builds;
    private final Build build;
    private final Duration every;
    private final AtomicLong beats = new AtomicLong();
    private final ScheduledExecutorService thread;

    BuildPulse(Builds builds, Build build, Duration every) {
        this.builds = builds;
        this.build = build;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "curfew-query-rebuild-alive");
            made.setDaemon(true);
            return made;
        });
        this.every = every;
    }

    /** Begins. */
    void start() {
        var unused = thread.scheduleWithFixedDelay(this::beat, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How often it was said. */
    long beats() {
        return beats.get();
    }

    private void beat() {
        try {
            builds.heartbeat(build);
            beats.incrementAndGet();
        } catch (RuntimeException e) {
            // The builder finds out itself when the build was taken away; a database that is away may come back.
            LOG.debug("It cannot be said that generation {} is being built: {}", build.generation(), e.toString());
        }
    }

    /** Ends the pulse; none comes after this. */
    @Override
    public void close() {
        thread.shutdown(); // not interrupted: a beat in the middle would break the connection
        try {
            if (!thread.awaitTermination(LAST_BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The database does not answer: generation {} may seem alive a while", build.generation());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
