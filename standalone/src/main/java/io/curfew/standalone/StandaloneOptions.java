package io.curfew.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start and where. Immutable. A port of 0 means any; a taken one is replaced and the replacement said.
 *
 * @param data the directory that keeps everything
 * @param port of the front door
 * @param kafkaPort of the broker
 * @param services the nodes of the resource services
 * @param adminPassword null to make one at the first start
 * @param auditorPassword null to make one at the first start
 * @param settings further Spring properties of the front door
 */
public record StandaloneOptions(
        Path data,
        int port,
        int kafkaPort,
        List<Service> services,
        @Nullable String adminPassword,
        @Nullable String auditorPassword,
        Map<String, String> settings) {

    /** One node of a resource service. */
    public record Service(String name, int port) {}

    public StandaloneOptions {
        data = data.toAbsolutePath().normalize();
        services = List.copyOf(services);
        settings = Map.copyOf(settings);
        if (data.toString().contains(";")) {
            throw new IllegalArgumentException("The data directory's path must not contain a semicolon: " + data);
        }
    }
}
