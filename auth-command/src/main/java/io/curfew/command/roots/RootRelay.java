package io.curfew.command.roots;

import io.curfew.command.history.HeadsPublisher;
import io.curfew.command.history.HeadsPublisher.Told;
import io.curfew.events.history.HeadsBatch;
import io.curfew.events.history.HistoryRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes roots in their order, each behind its heads: the root is sent when all of them are there. Whatever goes wrong
 * in between, the whole root is sent again; readers pass over what they know. A topic that was made anew, or has lost records
 * from either end, gets all roots from the first. Thread-safe.
 */
final class RootRelay {
    static final String WORK = "heads-publisher";

    private static final Logger LOG = LoggerFactory.getLogger(RootRelay.class);

    private final RootStore store;
    private final PublishedRoots roots;
    private final HeadsPublisher publisher;
    private final TransactionTemplate transaction;

    RootRelay(RootStore store, PublishedRoots roots, HeadsPublisher publisher, TransactionTemplate transaction) {
        this.store = store;
        this.roots = roots;
        this.publisher = publisher;
        this.transaction = transaction;
    }

    /** Publishes what is not known to be on the topic; answers how many roots. */
    int publish() throws InterruptedException {
        String topicId = publisher.topicId();
        int published = 0;
        while (publishOne(topicId, published == 0)) {
            published++;
        }
        return published;
    }

    /** The lock is held until Kafka has answered, and goes with its node. */
    private boolean publishOne(String topicId, boolean look) throws InterruptedException {
        InterruptedException[] interrupted = new InterruptedException[1];
        Boolean published = transaction.execute(status -> {
            try {
                return publishFirst(topicId, look);
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

    private boolean publishFirst(String topicId, boolean look) throws InterruptedException {
        if (!store.alone(WORK)) {
            return false;
        }
        roots.settle(publisher.topic(), topicId);
        if (look) {
            seeWhatIsLost();
        }
        Optional<PublishedRoots.Waiting> first = roots.firstUnpublished();
        if (first.isEmpty()) {
            return false;
        }
        long number = first.get().number();
        int parts = store.parts(number);
        long from = Long.MAX_VALUE;
        for (int part = 0; part < parts; part++) {
            from = Math.min(from, append(HeadsBatch.key(number, part), roots.batch(number, part)));
        }
        long to = append(HistoryRoot.key(number), first.get().jws().getBytes(StandardCharsets.UTF_8));
        roots.markPublished(number, Math.min(from, to), to);
        return true;
    }

    private void seeWhatIsLost() throws InterruptedException {
        HeadsPublisher.Reach reach = publisher.reach();
        if (!roots.within(reach)) {
            LOG.error(
                    "topic {} has lost signed roots, it reaches over {}; publishing all again",
                    publisher.topic(),
                    reach);
            roots.nothingPublished();
        }
    }

    private long append(String key, byte[] value) throws InterruptedException {
        return publisher.append(List.of(new Told(key, value)));
    }
}
