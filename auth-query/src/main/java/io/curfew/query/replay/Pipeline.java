package io.curfew.query.replay;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch while the next one is read: the database and this process work at the same time, and never more than
 * two batches are held. Writes happen one after the other, in the order given. Used by one thread.
 */
final class Pipeline implements AutoCloseable {
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "curfew-query-rebuild");
        made.setDaemon(true);
        return made;
    });

    private @Nullable Future<?> writing;
    private Runnable done = () -> {};

    /** Waits for the write before, then begins this one; {@code told} is called by this thread once it is written. */
    void next(Runnable write, Runnable told) {
        await();
        done = told;
        writing = writer.submit(write);
    }

    /** Waits until all is written; throws what a write threw. */
    void await() {
        Future<?> last = writing;
        if (last == null) {
            return;
        }
        writing = null;
        try {
            last.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
        done.run();
    }

    /** Ends; a write that runs is waited for, so that nothing is written after this. */
    @Override
    public void close() {
        writer.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (writer.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
