package io.curfew.events.receipt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topic that carries {@link NodeReceipt}s, and what its settings must be so that what follows from them is true. The
 * same table creates the topic and checks it.
 */
public final class ReceiptsTopic {
    /** The default name. */
    public static final String NAME = "session-receipts";
    /** One partition: a receipt read proves that every receipt before it was read, of whatever node. */
    public static final int PARTITIONS = 1;
    /** How long records are kept; readers look back less. */
    public static final Duration RETENTION = Duration.ofHours(1);
    /** Nodes report at least this often. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** Nodes report at most this often, except for their last word. */
    public static final Duration LEAST_GAP = Duration.ofMillis(100);

    private ReceiptsTopic() {}

    /** The settings to create the topic with. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", String.valueOf(RETENTION.toMillis()));
        // Receipts are many and small; without it a segment, and so the disk, would hold far more than the hour.
        settings.put("segment.ms", String.valueOf(RETENTION.dividedBy(4).toMillis()));
        settings.put("message.timestamp.type", "LogAppendTime");
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
        expect(violations, actual, "cleanup.policy", "delete");
        expect(violations, actual, "message.timestamp.type", "LogAppendTime");
        return violations;
    }

    private static void expect(List<String> violations, Map<String, String> actual, String name, String wanted) {
        String value = actual.get(name);
        if (!wanted.equals(value)) {
            violations.add(name + " is " + value + ", must be " + wanted);
        }
    }
}
