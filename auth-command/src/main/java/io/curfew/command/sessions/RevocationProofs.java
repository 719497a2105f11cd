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
    private final Semaphore waiting;

    RevocationProofs(Revocations revocations, Fleet fleet, Clock clock, ReceiptProperties properties) {
        this.revocations = revocations;
        this.fleet = fleet;
        this.clock = clock;
        this.longest = properties.maxWait();
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

    private Optional<Publication> awaitPublication(String id, long deadline) throws InterruptedException {
        while (true) {
            Optional<Publication> publication =
                    revocations.find(id).filter(Revocations.State::published).map(RevocationProofs::publication);
            if (publication.isPresent() || deadline - System.nanoTime() <= 0) {
                return publication;
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
