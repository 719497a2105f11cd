package io.curfew.query.replay;

import java.io.Serial;
import org.apache.kafka.common.TopicPartition;

/** Another instance on the same database has projected these records already: read again from where it is. */
final class PositionMovedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient TopicPartition partition;

    PositionMovedException(TopicPartition partition) {
        super("the position of " + partition + " was moved by another instance");
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }
}
