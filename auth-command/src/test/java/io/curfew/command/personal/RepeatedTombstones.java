package io.curfew.command.personal;

import io.curfew.command.running.CoreNode;
import java.time.Duration;

/** The repetition of tombstones, without the ten minutes until then. */
public final class RepeatedTombstones {
    private RepeatedTombstones() {}

    /** Repeats those of all users erased; answers how many. */
    public static int send(CoreNode node) {
        return node.bean(Tombstones.class).repeat(Duration.ZERO);
    }
}
