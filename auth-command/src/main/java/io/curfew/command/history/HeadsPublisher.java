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

    /** The offsets the topic reaches over: from the first that is there to the one that the next record will get. */
    record Reach(long first, long end) {}

    /**
     * How far the topic reaches.
     *
     * @throws RuntimeException when Kafka does not say
     */
    Reach reach() throws InterruptedException;

    /**
     * Appends records in this order and returns when all are there, with the offset of the last.
     *
     * @throws RuntimeException when that is not known of one of them; some may be there nevertheless
     */
    long append(List<Told> records) throws InterruptedException;
}
