package io.curfew.events.personal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topic that carries the wrapped keys of users' personal data to those who show them: key = user id, value = what
 * {@link KeyWrap} makes, nothing (a tombstone) once the user is erased. Compacted, soon and always: a key that was
 * destroyed must not lie about in old segments.
 */
public final class PersonalKeysTopic {
    /** The default name. */
    public static final String NAME = "personal-data-keys";
    /** One partition: a reader has them all when it is at its end. */
    public static final int PARTITIONS = 1;
    /** How long a key may at most outlive its tombstone in the log, apart from the cleaner's own pace. */
    public static final Duration LAG = Duration.ofMinutes(10);
    /**
     * A segment that is written to is not cleaned. It is closed by the first record after this time, so a tombstone is
     * repeated once later than this.
     */
    public static final Duration SEGMENT = Duration.ofMinutes(5);
    /** Tombstones stay that long for readers who were away; the event {@code user.erased} stays for ever. */
    public static final Duration TOMBSTONES = Duration.ofDays(7);

    private PersonalKeysTopic() {}

    /** The settings to create the topic with. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", "compact");
        settings.put("max.compaction.lag.ms", String.valueOf(LAG.toMillis()));
        settings.put("min.cleanable.dirty.ratio", "0.01");
        settings.put("segment.ms", String.valueOf(SEGMENT.toMillis()));
        settings.put("delete.retention.ms", String.valueOf(TOMBSTONES.toMillis()));
        settings.put("unclean.leader.election.enable", "false");
        return settings;
    }

    /**
     * What makes this topic unfit, as sentences that say what to do; empty when nothing does.
     *
     * @param partitions how many it has
     * @param actual its effective settings by name
     */
    public static List<String> violations(int partitions, Map<String, String> actual) {
        List<String> violations = new ArrayList<>();
        if (partitions != PARTITIONS) {
            violations.add("it has " + partitions + " partitions, must have " + PARTITIONS);
        }
        if (!"compact".equals(actual.get("cleanup.policy"))) {
            violations.add("cleanup.policy is " + actual.get("cleanup.policy") + ", must be compact");
        }
        atMost(violations, actual, "max.compaction.lag.ms", Duration.ofHours(1));
        atMost(violations, actual, "segment.ms", SEGMENT);
        return violations;
    }

    private static void atMost(List<String> violations, Map<String, String> actual, String name, Duration most) {
        String value = String.valueOf(actual.get(name));
        long millis;
        try {
            millis = Long.parseLong(value);
        } catch (NumberFormatException e) {
            millis = Long.MAX_VALUE;
        }
        if (millis > most.toMillis()) {
            violations.add(name + " is " + value + ", must be at most " + most.toMillis()
                    + ": destroyed keys would stay readable");
        }
    }
}
