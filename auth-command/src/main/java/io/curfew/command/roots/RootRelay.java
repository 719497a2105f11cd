package io.curfew.command.roots;

import io.curfew.command.history.HeadsPublisher;
import io.curfew.command.history.HeadsPublisher.Told;
import io.curfew.events.history.HeadsBatch;
import io.curfew.events.history.HistoryRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes roots in their order, each behind its heads: the root is sent when all of them are there. Whatever goes wrong
 * in between, the whole root is sent again; readers pass over what they know. A topic that was made anew gets all roots
 * from the first. Thread-safe.
 */
final class RootRelay {
    static final String WORK = "heads-publisher";

    private final RootStore store;
    private final HeadsPublisher publisher;
    private final TransactionTemplate transaction;

    RootRelay(RootStore store, HeadsPublisher publisher, TransactionTemplate transaction) {
        this.store = store;
        this.publisher = publisher;
        this.transaction = transaction;
    }

    /** Publishes what is not known to be on the topic; answers how many roots. */
    int publish() throws InterruptedException {
        String topicId = publisher.topicId();
        int published = 0;
        while (publishOne(topicId)) {
            published++;
        }
        return published;
    }

    /** The lock is held until Kafka has answered, and goes with its node. */
    private boolean publishOne(String topicId) throws InterruptedException {
        InterruptedException[] interrupted = new InterruptedException[1];
        Boolean published = transaction.execute(status -> {
            try {
                return publishFirst(topicId);
            } catch (InterruptedException e) {
                interrupted[0] = e;
                status.setRollbackOnly();
                return false;
            }
        });
        if (interrupted[0] != null) {
            throw interrupted[0];
        }
        return Boolean.TRUE.equals(published);
    }

    private boolean publishFirst(String topicId) throws InterruptedException {
        if (!store.alone(WORK)) {
            return false;
        }
        store.settle(publisher.topic(), topicId);
        Optional<RootStore.Waiting> first = store.firstUnpublished();
        if (first.isEmpty()) {
            return false;
        }
        long number = first.get().number();
        int parts = store.parts(number);
        for (int part = 0; part < parts; part++) {
            publisher.append(List.of(new Told(HeadsBatch.key(number, part), store.batch(number, part))));
        }
        byte[] jws = first.get().jws().getBytes(StandardCharsets.UTF_8);
        publisher.append(List.of(new Told(HistoryRoot.key(number), jws)));
        store.markPublished(number);
        return true;
    }
}
