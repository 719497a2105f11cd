package io.curfew.command.roots;

import io.curfew.command.token.RootSigner;
import io.curfew.events.history.HeadsBatch;
import io.curfew.events.history.HeadsFormatException;
import io.curfew.events.history.HistoryRoot;
import io.curfew.events.history.SignedRoot;
import io.curfew.events.history.StreamHead;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes roots: tells the heads that are news in batches, and signs a root over all of them. No transaction locks what a
 * command writes, so a node that stands still in the middle holds up no log-out. A node that dies before it has noted what
 * it told leaves that to be told twice; its batches belong to the next root. Of several nodes one at a time gets anywhere.
 * Thread-safe.
 */
final class RootCutter {
    static final String WORK = "heads";

    private final RootStore store;
    private final RootSigner signer;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration interval;

    RootCutter(RootStore store, RootSigner signer, TransactionTemplate transaction, Clock clock, Duration interval) {
        this.store = store;
        this.signer = signer;
        this.transaction = transaction;
        this.clock = clock;
        this.interval = interval;
    }

    /** Makes a root if one is due and something has changed; answers whether it did. */
    boolean cut() {
        if (store.signedWithin(interval)) {
            return false;
        }
        tellNews();
        return Boolean.TRUE.equals(transaction.execute(status -> store.alone(WORK) && sign()));
    }

    /** One pass over the streams, so that it ends however fast they change. */
    void tellNews() {
        List<StreamHead> told = tell("");
        while (!told.isEmpty()) {
            store.noLongerNews(told);
            told = tell(told.get(told.size() - 1).stream());
        }
    }

    /** Tells some heads of streams after that one, and answers which; none when there are none or another node tells. */
    private List<StreamHead> tell(String after) {
        List<StreamHead> told = transaction.execute(status -> {
            List<StreamHead> news = store.alone(WORK) ? store.news(after, HeadsBatch.LARGEST) : List.of();
            if (!news.isEmpty()) {
                long number = store.nextNumber();
                store.tell(new HeadsBatch(number, store.parts(number), news));
            }
            return news;
        });
        return Objects.requireNonNull(told, "the transaction answers");
    }

    private boolean sign() {
        long number = store.nextNumber();
        Optional<SignedRoot> last = store.last().map(RootCutter::read);
        // Old keys leave the key set; the last root must always be one that can be checked, and it vouches for the
        // others.
        boolean newKey = last.isPresent() && !last.get().kid().equals(signer.keyName());
        if (store.parts(number) == 0 && !newKey) {
            return false;
        }
        RootStore.Total total = store.total();
        HistoryRoot root = new HistoryRoot(
                signer.issuer(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                number,
                total.tree().root(),
                store.batchesDigest(number),
                total.tree().size(),
                total.events(),
                last.map(SignedRoot::digest).orElseGet(() -> SignedRoot.digest("")));
        store.add(number, signer.sign(root));
        return true;
    }

    private static SignedRoot read(String jws) {
        try {
            return SignedRoot.read(jws);
        } catch (HeadsFormatException e) {
            throw new IllegalStateException("the last root in the database is none", e);
        }
    }
}
