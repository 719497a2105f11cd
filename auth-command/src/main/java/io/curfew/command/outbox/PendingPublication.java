package io.curfew.command.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The notices of one command on their way to Kafka, as this process knows it: counted down as Kafka acknowledges them.
 * Thread-safe.
 */
public final class PendingPublication {
    /** Under which a unit of work knows it. */
    public static final String KEY = PendingPublication.class.getName();

    private final String revocationId;
    private final CountDownLatch unacknowledged;
    private volatile Runnable whenGivenUp = () -> {};

    PendingPublication(String revocationId, int notices) {
        this.revocationId = revocationId;
        this.unacknowledged = new CountDownLatch(notices);
    }

    /** The revocation they are the notices of. */
    public String revocationId() {
        return revocationId;
    }

    /** Waits until Kafka has acknowledged all of them, at most for the budget; answers whether it has. */
    public boolean await(Duration budget) {
        try {
            boolean published = unacknowledged.await(budget.toNanos(), TimeUnit.NANOSECONDS);
            if (!published) {
                whenGivenUp.run();
            }
            return published;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unacknowledged.getCount() == 0;
        }
    }

    /** What to do when nobody waits any longer. */
    void whenGivenUp(Runnable action) {
        whenGivenUp = action;
    }

    void acknowledged() {
        unacknowledged.countDown();
    }
}
