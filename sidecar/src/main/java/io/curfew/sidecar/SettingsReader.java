package io.curfew.sidecar;

import io.curfew.events.notice.RevocationsTopic;
import io.curfew.listener.RevocationListenerBuilder;
import io.curfew.listener.StalenessPolicy;
import io.curfew.sidecar.SidecarSettings.Introspection;
import io.curfew.sidecar.SidecarSettings.Listener;
import io.curfew.sidecar.SidecarSettings.Node;
import io.curfew.sidecar.SidecarSettings.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link SidecarSettings} from names and values, and finds all mistakes at once. Messages name settings and never
 * show values: some are secrets. Used once, by one thread.
 */
final class SettingsReader {
    private static final String KAFKA = "CURFEW_KAFKA_";
    private static final Set<String> KNOWN = Set.of(
            "CURFEW_ISSUER",
            "CURFEW_JWKS_URI",
            "CURFEW_AUDIENCES",
            "CURFEW_TOKEN_TYPES",
            "CURFEW_BOOTSTRAP_SERVERS",
            "CURFEW_TOPIC",
            "CURFEW_SERVICE",
            "CURFEW_NODE",
            "CURFEW_RECEIPTS_TOPIC",
            "CURFEW_POLICY",
            "CURFEW_INTROSPECTION_URI",
            "CURFEW_INTROSPECTION_CLIENT_ID",
            "CURFEW_INTROSPECTION_CLIENT_SECRET",
            "CURFEW_MAX_STALENESS",
            "CURFEW_MAX_TOKEN_LIFETIME",
            "CURFEW_CLOCK_MARGIN",
            "CURFEW_HOST",
            "CURFEW_PORT",
            "CURFEW_GRPC_PORT",
            "CURFEW_MAX_HEADER_BYTES",
            "CURFEW_MAX_STREAMS");

    private final SettingValues values;

    private SettingsReader(SettingValues values) {
        this.values = values;
    }

    /**
     * Settings.
     *
     * @param file what a file says; every name in it must be known
     * @param environment what the environment says, which wins; names that are not ours are left alone
     * @throws SettingsException when anything is missing or wrong
     */
    static SidecarSettings read(Map<String, String> file, Map<String, String> environment) throws SettingsException {
        List<String> mistakes = new ArrayList<>();
        file.keySet().stream()
                .filter(name -> !isKnown(name))
                .sorted()
                .forEach(name -> mistakes.add(name + " is no setting"));
        Map<String, String> all = new TreeMap<>(file);
        environment.forEach((name, value) -> {
            if (isKnown(name)) {
                all.put(name, value);
            }
        });
        SidecarSettings settings = new SettingsReader(new SettingValues(all, mistakes)).settings();
        if (!mistakes.isEmpty()) {
            throw new SettingsException(String.join("; ", mistakes));
        }
        return settings;
    }

    /** Names that begin like ours and are none: mistyped, or another program's. */
    static List<String> unknown(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name -> name.startsWith("CURFEW_") && !isKnown(name))
                .sorted()
                .toList();
    }

    private static boolean isKnown(String name) {
        return KNOWN.contains(name) || (name.startsWith(KAFKA) && name.length() > KAFKA.length());
    }

    private SidecarSettings settings() {
        return new SidecarSettings(
                tokens(),
                listener(),
                values.text("CURFEW_HOST", "127.0.0.1"),
                values.number("CURFEW_PORT", 9190, 0, 65_535),
                values.has("CURFEW_GRPC_PORT") ? values.number("CURFEW_GRPC_PORT", 0, 0, 65_535) : null,
                values.number("CURFEW_MAX_HEADER_BYTES", 65_536, 4096, 4_194_304),
                values.number("CURFEW_MAX_STREAMS", 64, 0, 10_000));
    }

    private Tokens tokens() {
        List<String> types = values.list("CURFEW_TOKEN_TYPES");
        return new Tokens(
                values.required("CURFEW_ISSUER"),
                values.address("CURFEW_JWKS_URI"),
                values.requiredList("CURFEW_AUDIENCES"),
                types.isEmpty() ? List.of("at+jwt", "application/at+jwt") : types);
    }

    private Listener listener() {
        StalenessPolicy policy = values.choice("CURFEW_POLICY", StalenessPolicy.CLOSED);
        Map<String, String> kafka = values.startingWith(KAFKA).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey()
                                .substring(KAFKA.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        Map.Entry::getValue));
        return new Listener(
                values.servers("CURFEW_BOOTSTRAP_SERVERS"),
                values.text("CURFEW_TOPIC", RevocationsTopic.NAME),
                node(),
                kafka,
                policy,
                introspection(policy),
                values.duration(
                        "CURFEW_MAX_STALENESS",
                        RevocationListenerBuilder.DEFAULT_MAX_STALENESS,
                        RevocationListenerBuilder.LEAST_MAX_STALENESS),
                values.duration(
                        "CURFEW_MAX_TOKEN_LIFETIME",
                        RevocationListenerBuilder.DEFAULT_MAX_TOKEN_LIFETIME,
                        Duration.ofSeconds(1)),
                values.duration(
                        "CURFEW_CLOCK_MARGIN",
                        RevocationListenerBuilder.DEFAULT_CLOCK_MARGIN,
                        RevocationListenerBuilder.VERIFIER_LEEWAY));
    }

    private Node node() {
        String topic = values.text("CURFEW_RECEIPTS_TOPIC", "");
        return new Node(
                values.text("CURFEW_SERVICE", "sidecar"),
                values.text("CURFEW_NODE", HostName.orElse("sidecar")),
                topic.isEmpty() ? null : topic.equals("none") ? "" : topic);
    }

    private @Nullable Introspection introspection(StalenessPolicy policy) {
        if (policy != StalenessPolicy.INTROSPECT) {
            return null;
        }
        return new Introspection(
                values.address("CURFEW_INTROSPECTION_URI"),
                values.required("CURFEW_INTROSPECTION_CLIENT_ID"),
                values.required("CURFEW_INTROSPECTION_CLIENT_SECRET"));
    }
}
