package io.curfew.cli.signin;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file in which tokens are kept: only its owner can read it, and it is replaced as a whole, so a reader finds the old
 * ones or the new ones. Thread-safe; processes exclude each other by {@link #exclusively}.
 */
final class TokenFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    /** Locks of files are those of processes; threads of one need their own. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path path;
    private final boolean posix;

    TokenFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
        this.posix = this.path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path path() {
        return path;
    }

    /**
     * What is in it; null when there is no such file.
     *
     * @throws CommandFailure when others can read it too, or it cannot be read
     */
    @Nullable
    String read() {
        try {
            String text = Files.readString(path);
            if (posix && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
                throw CommandFailure.noAccess("others can read " + path + ", so its tokens are not used; do: curfew"
                        + " logout, then chmod 600 it or sign in again");
            }
            return text;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_ACCESS, path + " cannot be read", e);
        }
    }

    /** Replaces what is in it. */
    void write(String text) {
        try {
            directory();
            Path fresh =
                    Files.createTempFile(path.getParent(), path.getFileName() + ".", ".new", attributes(OWNER_ONLY));
            try {
                try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    // A refresh token that was spent and lost ends the session.
                    channel.force(true);
                }
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, path + " cannot be written", e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, path + " cannot be deleted", e);
        }
    }

    /** Does something while no other process or thread does. */
    <T> T exclusively(Supplier<T> work) {
        THREADS.lock();
        try {
            directory();
            Path lock = path.resolveSibling(path.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(
                            lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes(OWNER_ONLY));
                    FileLock held = channel.lock()) {
                if (!held.isValid()) {
                    throw new IOException("lost the lock");
                }
                return work.get();
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, path + " cannot be locked", e);
        } finally {
            THREADS.unlock();
        }
    }

    private void directory() throws IOException {
        Path directory = path.getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            Files.createDirectories(directory, attributes(OWNER_DIRECTORY));
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
