package io.curfew.command.history;

import java.util.List;

/** The way to the heads topic. Thread-safe. */
public interface HeadsPublisher {

    /** A record to be. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Told(String key, byte[] value) {}

    /** The topic's name. */
    String topic();

    /**
     * Which topic of its name it is: one that was made anew has another id, and nothing is in it.
     *
     * @throws RuntimeException when Kafka does not say
     */
    String topicId() throws InterruptedException;

    /**
     * Appends records in this order and returns when all are there.
     *
     * @throws RuntimeException when that is not known of one of them; some may be there nevertheless
     */
    void append(List<Told> records) throws InterruptedException;
}
