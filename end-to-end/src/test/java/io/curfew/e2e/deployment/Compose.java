package io.curfew.e2e.deployment;

import io.curfew.e2e.client.Platform;
import io.curfew.standalone.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The platform as {@code docker-compose.yml} starts it, as a project of its own, with a third resource node. */
public final class Compose implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String ADMIN_PASSWORD = "admin-secret-1";
    private static final String AUDITOR_PASSWORD = "auditor-secret-1";

    private final String project = "curfew-e2e-" + UUID.randomUUID().toString().substring(0, 8);
    private final Path log = Path.of("target", project + ".log");
    private final int frontDoor = Ports.anyFree();
    private final int orders = Ports.anyFree();
    private final int orders2 = Ports.anyFree();
    private final int billing = Ports.anyFree();

    /** Builds the images, starts everything and waits until it is healthy. */
    public Compose() {
        try {
            run("up", "--build", "--detach", "--wait", "--wait-timeout", "240");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public Platform platform() {
        URI door = at(frontDoor);
        return new Platform(
                door,
                door,
                List.of(
                        new Platform.Node("orders-1", at(orders)),
                        new Platform.Node("orders-2", at(orders2)),
                        new Platform.Node("billing-1", at(billing))),
                ADMIN_PASSWORD,
                AUDITOR_PASSWORD);
    }

    /** Runs {@code docker compose} with these arguments. */
    private void run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "compose",
                "--project-name",
                project,
                "--file",
                "docker-compose.yml",
                "--file",
                "end-to-end/src/test/resources/compose-journey.yml"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        builder.environment()
                .putAll(Map.of(
                        "POSTGRES_PASSWORD", "postgres-secret-1",
                        "CURFEW_ADMIN_PASSWORD", ADMIN_PASSWORD,
                        "CURFEW_AUDITOR_PASSWORD", AUDITOR_PASSWORD,
                        "CURFEW_ISSUER", at(frontDoor).toString(),
                        "CURFEW_PORT", String.valueOf(frontDoor),
                        "CURFEW_ORDERS_PORT", String.valueOf(orders),
                        "CURFEW_ORDERS_2_PORT", String.valueOf(orders2),
                        "CURFEW_BILLING_PORT", String.valueOf(billing)));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " failed:\n" + tail());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Stops everything and removes its containers and volumes; the logs of the containers stay in {@code target}. */
    @Override
    public void close() {
        run("logs", "--no-color");
        run("down", "--volumes", "--remove-orphans", "--timeout", "5");
    }
}
