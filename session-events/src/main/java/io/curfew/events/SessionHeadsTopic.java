package io.curfew.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The topic that carries the heads of all streams' hash chains and the signed roots over them, for ever. */
public final class SessionHeadsTopic {
    /** The default name. */
    public static final String NAME = "session-heads";
    /** One partition: roots follow one another, and each follows its heads. */
    public static final int PARTITIONS = 1;

    /** The settings the topic is created with: what was signed is kept for ever. */
    public static Map<String, String> settings() {
        return Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    }

    /**
     * What makes this topic lose roots, as sentences that say what to do; empty when nothing does.
     *
     * @param partitions how many it has
     * @param actual its effective settings by name
     */
    public static List<String> violations(int partitions, Map<String, String> actual) {
        List<String> violations = new ArrayList<>();
        if (partitions != PARTITIONS) {
            violations.add("it has " + partitions + " partitions, must have " + PARTITIONS);
        }
        for (String name : List.of("cleanup.policy", "retention.ms", "retention.bytes")) {
            String wanted = settings().get(name);
            if (!String.valueOf(wanted).equals(actual.get(name))) {
                violations.add(name + " is " + actual.get(name) + ", must be " + wanted);
            }
        }
        return violations;
    }

    private SessionHeadsTopic() {}
}
