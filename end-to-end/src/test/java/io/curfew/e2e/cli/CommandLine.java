package io.curfew.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at a shell with the real program, in a process of its own for each command. Thread-safe. */
final class CommandLine {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final JsonMapper JSON = new JsonMapper();

    private final URI platform;
    private final Path state;

    CommandLine(URI platform, Path state) {
        this.platform = platform;
        this.state = state;
    }

    /** What came of a command. */
    record Ran(int code, String out, String err) {
        Ran well() {
            assertThat(code).as("%s%n%s", err, out).isZero();
            return this;
        }

        JsonNode json() {
            return JSON.readTree(well().out);
        }
    }

    /** The runnable jar. */
    Ran run(String... words) {
        return with("", words);
    }

    /** With something on standard input. */
    Ran with(String stdin, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-jar",
                ROOT.resolve("cli/target/curfew.jar").toString()));
        command.addAll(List.of(words));
        return start(command, stdin);
    }

    /** The start script. */
    Ran script(String... words) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("curfew").toString()));
        command.addAll(List.of(words));
        return start(command, "");
    }

    private Ran start(List<String> command, String stdin) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CURFEW_URL", platform.toString());
        builder.environment().put("XDG_STATE_HOME", state.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL_OPTIONS"));
        try {
            Process process = builder.start();
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            try (OutputStream in = process.getOutputStream()) {
                in.write(stdin.getBytes(StandardCharsets.UTF_8));
            }
            String out = text(process.getInputStream());
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it does not end: " + command);
            }
            return new Ran(process.exitValue(), out, err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
