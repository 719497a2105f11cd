package io.curfew.listener;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of Kafka's addresses. Names need not resolve yet: the broker may start after us. */
final class BootstrapServers {
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");

    private BootstrapServers() {}

    /**
     * The same text.
     *
     * @throws IllegalArgumentException when it is no comma-separated list of {@code host:port}
     */
    static String validated(String servers) {
        for (String server : servers.split(",", -1)) {
            Matcher address = ADDRESS.matcher(server.strip());
            if (!address.matches() || Integer.parseInt(address.group(1)) > 65535) {
                throw new IllegalArgumentException(
                        "bootstrap servers must be host:port[,host:port…], but \"" + server.strip() + "\" is not");
            }
        }
        return servers;
    }
}
