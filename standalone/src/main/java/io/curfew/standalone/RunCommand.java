package io.curfew.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Confined to the main thread. */
@Command(
        name = "run",
        usageHelpWidth = 110,
        sortOptions = false,
        header = "Starts Curfew on this machine: a real Kafka, the front door and two resource services.",
        description = {
            "",
            "Everything listens on 127.0.0.1 only. A port that is taken is named and another one chosen; 0 means any.",
            "Each option can also be set by the environment variable in brackets.",
            ""
        },
        footer = {
            "",
            "The first passwords of the accounts admin and auditor are taken from CURFEW_ADMIN_PASSWORD and",
            "CURFEW_AUDITOR_PASSWORD; what is not set is made at the first start and shown once.",
            "Memory: heaps are bounded to 320 MB here and 96 MB in Kafka's process; about 550 MB resident in all.",
            "Ctrl-C stops everything. The data directory keeps everything over restarts."
        })
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:CURFEW_PORT:-8080}",
            description = "Front door: log in, log out, sessions (8080) [CURFEW_PORT].")
    private int port;

    @Option(
            names = "--orders-port",
            paramLabel = "PORT",
            defaultValue = "${env:CURFEW_ORDERS_PORT:-8081}",
            description = "Resource service orders (8081) [CURFEW_ORDERS_PORT].")
    private int ordersPort;

    @Option(
            names = "--billing-port",
            paramLabel = "PORT",
            defaultValue = "${env:CURFEW_BILLING_PORT:-8082}",
            description = "Resource service billing (8082) [CURFEW_BILLING_PORT].")
    private int billingPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "${env:CURFEW_KAFKA_PORT:-9092}",
            description = "Kafka (9092) [CURFEW_KAFKA_PORT].")
    private int kafkaPort;

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            defaultValue = "${env:CURFEW_DATA}",
            description = "Where everything is kept (./data) [CURFEW_DATA].")
    private @Nullable Path data;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the front door, such as curfew.session.limit=5; may be given several times.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--demo",
            description = {
                "Play the walk instead of printing it: two devices log in, one logs out, then all do; says who"
                        + " refused what after how many milliseconds, and ends. Exit code 0 if all was as it should be."
                        + " Keeps nothing unless --data is given."
            })
    private boolean demo;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    private boolean unusedHelp;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Console console;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        requirePorts();
        boolean throwAway = demo && data == null;
        Path directory = throwAway ? Files.createTempDirectory("curfew-demo") : data == null ? Path.of("data") : data;
        Logging.toFilesIn(directory.toAbsolutePath().resolve("logs"));
        Running running = new Running(console);
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop"));
        Standalone platform = running.start(options(directory));
        if (!demo) {
            Banner.print(platform, console);
            new CountDownLatch(1).await();
        }
        boolean asExpected = new Demo(platform, console).play();
        running.stop();
        if (throwAway && asExpected) {
            deleteAll(directory);
        }
        return asExpected ? 0 : 1;
    }

    private void requirePorts() {
        for (int wanted : new int[] {port, ordersPort, billingPort, kafkaPort}) {
            if (wanted < 0 || wanted > 65_535) {
                throw new ParameterException(spec.commandLine(), "There is no port " + wanted + ".");
            }
        }
    }

    private StandaloneOptions options(Path directory) {
        return new StandaloneOptions(
                directory,
                port,
                kafkaPort,
                List.of(
                        new StandaloneOptions.Service("orders", ordersPort),
                        new StandaloneOptions.Service("billing", billingPort)),
                fromEnvironment("CURFEW_ADMIN_PASSWORD"),
                fromEnvironment("CURFEW_AUDITOR_PASSWORD"),
                settings);
    }

    private static @Nullable String fromEnvironment(String name) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
