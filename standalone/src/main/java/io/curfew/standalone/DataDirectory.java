package io.curfew.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The directory that keeps everything over restarts: database, Kafka's segments, logs. Used by one process at a time.
 *
 * <p>Readable by its owner only, where the file system knows owners: the signing keys are in the database.
 */
final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final ProcessLock lock;

    private DataDirectory(Path root, ProcessLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the directory if it is missing, closes it to others, and takes it.
     *
     * @throws IllegalStateException when another process has it, or it holds other files and is open to others; one sentence
     * @throws UncheckedIOException when it cannot be made or written
     */
    static DataDirectory open(Path root) {
        try {
            Files.createDirectories(root);
            if (isOpenToOthers(root)) {
                if (!isOurs(root)) {
                    throw new IllegalStateException(
                            "the directory " + root + " is open to other users and has files in it:"
                                    + " close it (chmod 700), or choose another with --data.");
                }
                ownerOnly(root);
            }
            Files.createDirectories(root.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data directory " + root + ": " + e.getMessage(), e);
        }
        try {
            return new DataDirectory(root, ProcessLock.acquire(root.resolve("lock"), Duration.ofSeconds(2)));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + ": stop it, or choose another directory with --data.");
        }
    }

    private static boolean isOpenToOthers(Path root) throws IOException {
        return root.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(root).stream()
                        .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
    }

    /** Nobody else's files are in it: it is new, or one of ours from before. */
    private static boolean isOurs(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return Files.exists(root.resolve("lock")) || files.findAny().isEmpty();
        }
    }

    /** Closes a file or directory to everybody but its owner. */
    static void ownerOnly(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    Path root() {
        return root;
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /** Every acknowledged commit is in the file, whatever becomes of the process; only we close the database. */
    String databaseUrl() {
        return "jdbc:h2:file:" + root.resolve("curfew") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    @Override
    public void close() {
        lock.close();
    }
}
