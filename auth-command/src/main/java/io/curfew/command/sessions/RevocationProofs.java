package io.curfew.command.sessions;

import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.Proof;
import io.curfew.events.receipt.Publication;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What nodes have said about revocations of this service, and waiting for it. Thread-safe. */
public final class RevocationProofs {
    /** How often to look whether the places of a revocation are written down, which takes some 10 ms. */
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Revocations revocations;
    private final Fleet fleet;
    private final Clock clock;
    private final Duration longest;
    private final Duration budget;
    private final Semaphore waiting;

    RevocationProofs(Revocations revocations, Fleet fleet, Clock clock, ReceiptProperties properties, Duration budget) {
        this.revocations = revocations;
        this.fleet = fleet;
        this.clock = clock;
        this.longest = properties.maxWait();
        this.budget = budget;
        this.waiting = new Semaphore(properties.maxWaiting());
    }

    /** What is proved, or null for one that is not published yet: no node can have applied it. */
    public @Nullable Proof of(Revocations.State state) {
        return state.published() ? fleet.prove(publication(state), clock.instant()) : null;
    }

    /**
     * Waits until every node has applied a revocation, for so long at most, for no longer than is allowed, and not at all
     * when too many wait already: a thread waits with each.
     *
     * @throws StoreUnavailableException as {@link Revocations}
     */
    public Proof.Verdict awaitComplete(String id, Duration patience) {
        long deadline = System.nanoTime() + Math.min(patience.toNanos(), longest.toNanos());
        if (!waiting.tryAcquire()) {
            return Proof.Verdict.PENDING;
        }
        try {
            Optional<Publication> publication = awaitPublication(id, deadline);
            if (publication.isEmpty()) {
                return Proof.Verdict.PENDING;
            }
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            return fleet.awaitComplete(publication.get(), clock, left).verdict();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Proof.Verdict.PENDING;
        } finally {
            waiting.release();
        }
    }

    /**
     * The state of a revocation that was made before, once it is published; as it is, when that takes longer than the
     * answer of a log-out waits or too many wait already. Empty when its notices have expired.
     *
     * @throws StoreUnavailableException as {@link Revocations}
     */
    public Optional<Revocations.State> awaitPublished(String id) {
        if (!waiting.tryAcquire()) {
            return revocations.find(id);
        }
        try {
            return await(id, System.nanoTime() + budget.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return revocations.find(id);
        } finally {
            waiting.release();
        }
    }

    private Optional<Publication> awaitPublication(String id, long deadline) throws InterruptedException {
        return await(id, deadline).filter(Revocations.State::published).map(RevocationProofs::publication);
    }

    private Optional<Revocations.State> await(String id, long deadline) throws InterruptedException {
        while (true) {
            Optional<Revocations.State> state = revocations.find(id);
            boolean settled = state.isEmpty() || state.get().published();
            if (settled || deadline - System.nanoTime() <= 0) {
                return state;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(Math.min(LOOK.toNanos(), deadline - System.nanoTime()));
        }
    }

    private static Publication publication(Revocations.State state) {
        return Publication.of(state.notices().stream()
                .map(place -> new Publication.Place(place.partition(), place.offset(), place.appendedAt()))
                .toList());
    }
}
