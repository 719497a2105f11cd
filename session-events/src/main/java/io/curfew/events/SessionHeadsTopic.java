package io.curfew.events;

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

    private SessionHeadsTopic() {}
}
