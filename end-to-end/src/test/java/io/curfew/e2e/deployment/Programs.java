package io.curfew.e2e.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The programs of services as they are shipped: an executable jar, and that jar unpacked, as it is in its image. The latter
 * starts for two thirds of the processor time. Modules are named by their directory, seen from the repository's root.
 * Thread-safe.
 */
public final class Programs {
    private static final Map<String, Path> unpacked = new HashMap<>();

    private Programs() {}

    public static Path jar(String module) {
        Path target = Path.of("..").resolve(module).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no executable jar in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks it the first time. */
    public static synchronized Path unpacked(String module) {
        return unpacked.computeIfAbsent(module, key -> unpack(jar(key)));
    }

    private static Path unpack(Path jar) {
        Path directory = Scratch.directory("unpacked");
        List<String> command = List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                directory.toString());
        try {
            Path log = directory.resolveSibling(directory.getFileName() + ".log");
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(jar + " could not be unpacked; see " + log);
            }
            return directory.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
