package io.curfew.query.pages;

import io.curfew.query.receipts.Receipts.Receipt;
import io.curfew.query.replay.NotYetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a revocation has come, whenever that changes, until it is complete or nobody waits for it any longer. Says
 * nothing of a revocation until it is known to be the asker's. Used by one thread at a time.
 */
final class ReceiptFeed implements LiveStream.Feed {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** By then the asker's own event has been projected. */
    private static final Duration UNKNOWN_AFTER = Duration.ofSeconds(10);

    private final Supplier<Optional<Receipt>> receipt;
    private final Recorded recorded;
    private final boolean names;
    private final Clock clock;
    private final Function<Object, String> json;
    private final Instant openedAt;
    private @Nullable Instant recordedAt;
    private @Nullable ReceiptView shown;

    ReceiptFeed(
            Supplier<Optional<Receipt>> receipt,
            Recorded recorded,
            boolean names,
            Clock clock,
            Function<Object, String> json) {
        this.receipt = receipt;
        this.recorded = recorded;
        this.names = names;
        this.clock = clock;
        this.json = json;
        this.openedAt = clock.instant();
    }

    /** Finds out when the asker's own event was recorded. */
    @FunctionalInterface
    interface Recorded {
        /** For who may see all. */
        Recorded NOT_ASKED = () -> Instant.EPOCH;

        /** Null while that is not known. */
        @Nullable
        Instant at();
    }

    @Override
    public List<LiveStream.Message> next() {
        Duration waited = Duration.between(openedAt, clock.instant());
        Instant at = recordedAt == null ? look() : recordedAt;
        if (at == null) {
            return waited.compareTo(UNKNOWN_AFTER) > 0 ? last("unknown") : List.of();
        }
        recordedAt = at;
        ReceiptView view = receipt.get()
                .map(found -> ReceiptView.of(at.equals(Instant.EPOCH) ? null : at, found, names))
                .orElse(null);
        if (view == null) {
            view = ReceiptView.unpublished(at.equals(Instant.EPOCH) ? null : at);
        }
        boolean complete = view.verdict().equals("complete");
        boolean over = waited.compareTo(PATIENCE) > 0;
        if (!complete && !over && Objects.equals(view, shown)) {
            return List.of();
        }
        shown = view;
        LiveStream.Message message = new LiveStream.Message("receipt", json.apply(view), complete || over);
        return List.of(message);
    }

    private @Nullable Instant look() {
        try {
            return recorded.at();
        } catch (NotYetException e) {
            return null;
        }
    }

    private static List<LiveStream.Message> last(String event) {
        return List.of(new LiveStream.Message(event, "", true));
    }
}
