package io.curfew.events;

import java.util.Map;

/** The topic that carries {@link SessionEvent}s, keyed by stream so that one user's events stay in order. */
public final class SessionEventsTopic {
    /** The default name. */
    public static final String NAME = "session-events";
    /** The default number of partitions; it must not change once there are records, or users change partitions. */
    public static final int PARTITIONS = 6;

    /** The settings the topic is created with: history is kept for ever. */
    public static Map<String, String> settings() {
        return Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    }

    private SessionEventsTopic() {}
}
