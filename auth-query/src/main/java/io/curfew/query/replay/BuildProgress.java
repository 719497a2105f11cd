package io.curfew.query.replay;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Counts a build: an event counts half when it is read and half when it is written. Tells about once a second, and keeps
 * the build alive meanwhile. Used by one thread.
 */
final class BuildProgress {
    private static final long TELL_EVERY = Duration.ofSeconds(1).toNanos();

    private final int generation;
    private final long began;
    private final Consumer<RebuildProgress> listener;
    private final Runnable alive;
    private long read;
    private long written;
    private long total;
    private long first;
    private long told;
    private String phase = "reading";

    BuildProgress(int generation, long began, Consumer<RebuildProgress> listener, Runnable alive) {
        this.generation = generation;
        this.began = began;
        this.listener = listener;
        this.alive = alive;
        this.told = began;
    }

    void phase(String now) {
        phase = now;
        tellNow();
    }

    /** So many there are, of which an earlier builder has done some. */
    void known(long events, long alreadyRead, long alreadyWritten) {
        total = events;
        read = alreadyRead;
        written = alreadyWritten;
        first = done();
    }

    void read(long events) {
        read += events;
        tell();
    }

    void written(long events) {
        written += events;
        tell();
    }

    /** So many came since; they are projected as live ones are. */
    void followed(long events) {
        total += events;
        read += events;
        written += events;
        tell();
    }

    /** Tells if it is time. */
    void tell() {
        if (System.nanoTime() - told > TELL_EVERY) {
            tellNow();
        }
    }

    void tellNow() {
        alive.run();
        told = System.nanoTime();
        listener.accept(new RebuildProgress(generation, phase, done(), total, first, Duration.ofNanos(told - began)));
    }

    private long done() {
        return (read + written) / 2;
    }
}
