package io.curfew.command.axon;

import io.curfew.command.outbox.PendingPublication;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What travels with one try of a command through the bus of this process. Used by one thread.
 *
 * @param before runs in the command's transaction before it is decided
 * @param afterwards runs in the command's transaction with what was decided
 */
record CommandCall(Runnable before, Consumer<@Nullable Object> afterwards, Published published) {
    static final String KEY = CommandCall.class.getName();

    /** Where the outbox of the committed transaction is left. */
    static final class Published {
        private @Nullable PendingPublication pending;

        void set(@Nullable PendingPublication pending) {
            this.pending = pending;
        }

        @Nullable
        PendingPublication get() {
            return pending;
        }
    }
}
