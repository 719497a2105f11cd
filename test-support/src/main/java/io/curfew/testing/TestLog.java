package io.curfew.testing;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The file that takes what tests and the code under test print and log, so that the console shows results only. The system
 * property {@code curfew.test.log} names it; without one (in an editor) nothing is redirected. Thread-safe.
 */
final class TestLog {
    private static @Nullable TestLog running;

    private final Path file;
    private final PrintStream console = System.out;

    private TestLog(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        PrintStream log = new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        // Tomcat's and Jersey's own way of logging.
        Logger.getLogger("").setLevel(Level.WARNING);
    }

    /** The log of this JVM, from now on taking all output; null if output is not redirected. */
    static synchronized @Nullable TestLog running() {
        String name = System.getProperty("curfew.test.log");
        if (running == null && name != null) {
            try {
                running = new TestLog(Path.of(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    /** Prints a line on the console. */
    void say(String line) {
        console.println(line);
    }

    /** The end of the log so far, in bytes. */
    long position() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies what was logged since a position to a file of its own beside the log. */
    Path copySince(long position, String name) {
        Path copy = file.resolveSibling(name + ".log");
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(copy)) {
            in.skipNBytes(position);
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }
}
