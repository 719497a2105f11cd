package io.curfew.sidecar;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program: {@code java -jar sidecar-exec.jar [settings.properties]}. Settings come from the environment and, below
 * it, from the file. Ends with 2 when they are wrong, with 1 when it cannot start, with 143 on SIGTERM after it stopped
 * in order.
 */
public final class Sidecar {
    private static final Logger log = LoggerFactory.getLogger(Sidecar.class);
    private static final int WRONG_SETTINGS = 2;

    private Sidecar() {}

    /** Starts the process; returns when it listens. */
    public static void main(String[] arguments) {
        int code = run(arguments, System.getenv(), System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** What {@link #main} does; the exit code, 0 for a process that runs. */
    static int run(String[] arguments, Map<String, String> environment, PrintStream err) {
        SidecarSettings settings;
        try {
            settings = SettingsReader.read(file(arguments), environment);
        } catch (SettingsException e) {
            err.println("curfew-sidecar: " + e.getMessage());
            return WRONG_SETTINGS;
        }
        for (String name : SettingsReader.unknown(environment)) {
            log.warn("{} is no setting of the sidecar and is left alone", name);
        }
        try {
            SidecarProcess process = SidecarProcess.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "curfew-stop"));
            log.info(
                    "Listening on {} port {}, policy {}",
                    settings.host(),
                    process.port(),
                    settings.listener().policy());
            return 0;
        } catch (Exception e) {
            err.println("curfew-sidecar: cannot start: " + e.getMessage());
            return 1;
        }
    }

    private static Map<String, String> file(String[] arguments) throws SettingsException {
        if (arguments.length == 0) {
            return Map.of();
        }
        if (arguments.length > 1) {
            throw new SettingsException("one settings file at most");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(
                    "the settings file cannot be read: " + e.getClass().getSimpleName());
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private static void stop(SidecarProcess process) {
        try {
            process.close();
            log.info("Stopped");
        } catch (RuntimeException e) {
            log.error("Stopped, but not in order", e);
        }
    }
}
