package io.curfew.command.outbox;

/**
 * The instants around a commit at which a crash is interesting (I2 NoAckedRevocationLost). A bean of this type is told of
 * each; tests use it to end the process there. Called on the thread that gets there.
 */
@FunctionalInterface
public interface CrashPoint {
    /** Nothing happens. */
    CrashPoint NONE = instant -> {};

    /** Where the process is. */
    enum Instant {
        /** Events and outbox rows are written, not yet committed. */
        BEFORE_COMMIT,
        /** They are committed, nothing has been sent. */
        AFTER_COMMIT,
        /** Kafka has acknowledged a record; nobody has been told. */
        AFTER_SEND,
        /** The answer may be out; the row is about to be marked as published. */
        BEFORE_MARK
    }

    void reached(Instant instant);
}
