package io.curfew.command.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs {@link CrashingNodes} and hears what they acknowledge. */
public final class CrashingProcess {
    private static final long LONGEST_MINUTES = 5;

    private CrashingProcess() {}

    /**
     * Runs nodes in one process until it has crashed.
     *
     * @param nodes the properties of each, by name
     * @param enough when to kill the process, given the sessions whose log-out was acknowledged, by node
     * @return those sessions, by node
     */
    public static Map<String, Set<String>> untilDead(
            Map<String, List<String>> nodes, Predicate<Map<String, Set<String>>> enough) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                classPathOfAProcess(),
                CrashingNodes.class.getName()));
        Map<String, Set<String>> acknowledged = new HashMap<>();
        nodes.forEach((name, properties) -> {
            command.add(CrashingNodes.NODE);
            command.add(name);
            command.addAll(properties);
            acknowledged.put(name, new HashSet<>());
        });
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture<Boolean> tooLate =
                new CompletableFuture<Boolean>().completeOnTimeout(true, LONGEST_MINUTES, TimeUnit.MINUTES);
        var unused = tooLate.thenRun(process::destroyForcibly);
        List<String> output = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            readUntilDead(process, lines, enough, acknowledged, output);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it died").isTrue();
        assertThat(process.exitValue()).as(() -> String.join("\n", output)).isEqualTo(137);
        assertThat(tooLate)
                .as(() -> "it crashed, of %s%n%s".formatted(acknowledged, String.join("\n", output)))
                .isNotDone();
        return acknowledged;
    }

    /** Without axon-test, whose parameter resolver answers for anything and hides what a real process lacks. */
    private static String classPathOfAProcess() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.contains("axon-test"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void readUntilDead(
            Process process,
            BufferedReader lines,
            Predicate<Map<String, Set<String>>> enough,
            Map<String, Set<String>> acknowledged,
            List<String> output)
            throws IOException {
        String line = lines.readLine();
        while (line != null) {
            String[] words = line.split(" ", 4);
            if (words.length > 3 && words[0].equals("ACK")) {
                acknowledged.get(words[1]).add(words[2]);
                if (enough.test(acknowledged)) {
                    process.toHandle()
                            .destroyForcibly(); // SIGKILL; the process's own method would close its output, too
                }
            } else {
                output.add(line);
            }
            line = lines.readLine();
        }
    }
}
