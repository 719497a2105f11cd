package io.curfew.events.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topic that carries {@link Notice}s, and what its settings must be so that no revocation is lost while a token it
 * matches can live. The same table creates the topic and checks it.
 */
public final class RevocationsTopic {
    /** The default name. */
    public static final String NAME = "session-revocations";
    /** One partition: every listener reads the whole topic, so more would buy nothing. */
    public static final int PARTITIONS = 1;
    /** How long records are kept by default. */
    public static final Duration RETENTION = Duration.ofHours(24);

    private RevocationsTopic() {}

    /** The settings to create the topic with. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", String.valueOf(RETENTION.toMillis()));
        settings.put("retention.bytes", "-1");
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("unclean.leader.election.enable", "false");
        return settings;
    }

    /**
     * What is unsafe about a topic with these settings, as sentences that say what to do; empty when nothing is.
     *
     * @param actual the topic's effective settings by name
     * @param mustKeep how long a record must be readable: the longest token life plus margins
     */
    public static List<String> violations(Map<String, String> actual, Duration mustKeep) {
        List<String> violations = new ArrayList<>();
        expect(violations, actual, "cleanup.policy", "delete");
        expect(violations, actual, "retention.bytes", "-1");
        expect(violations, actual, "message.timestamp.type", "LogAppendTime");
        expect(violations, actual, "unclean.leader.election.enable", "false");
        long retention = parse(actual.get("retention.ms"));
        if (retention != -1 && retention < mustKeep.toMillis()) {
            violations.add("retention.ms is " + actual.get("retention.ms") + ", must be -1 or at least "
                    + mustKeep.toMillis() + " (longest token life plus margin)");
        }
        return violations;
    }

    private static void expect(List<String> violations, Map<String, String> actual, String name, String wanted) {
        String value = actual.get(name);
        if (!wanted.equals(value)) {
            violations.add(name + " is " + value + ", must be " + wanted);
        }
    }

    private static long parse(@Nullable String value) {
        try {
            return value == null ? 0 : Long.parseLong(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
