package io.curfew.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file lock that one process holds and that names its holder. The operating system gives it up when the holder dies, however it
 * dies, so there is no stale lock. Confined to the thread that acquired it.
 */
public final class ProcessLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** Far behind the text, so that the holder's name can be read while the lock is held on every platform. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, waiting up to a bound for its holder to go.
     *
     * @throws IllegalStateException when it is still held after that; the message names the holder
     */
    public static ProcessLock acquire(Path file, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            ProcessLock lock = tryAcquire(file);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException(file.getParent() + " is in use by process "
                + holder(file).map(ProcessHandle::pid).map(String::valueOf).orElse("(unknown)"));
    }

    /** Takes the lock if nobody has it. */
    static @Nullable ProcessLock tryAcquire(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                return null;
            }
            byte[] pid = String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return new ProcessLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The process whose number is in the file, if it lives. It holds the lock only if nobody else can take it. */
    public static Optional<ProcessHandle> holder(Path file) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).trim()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
