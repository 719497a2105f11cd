package io.curfew.command.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one command has written. Immutable.
 *
 * @param pending counts its notices down, or null when it has none
 */
record OutboxBatch(List<OutboxRow> rows, @Nullable PendingPublication pending) {

    static OutboxBatch of(List<OutboxRow> rows) {
        List<OutboxRow> notices =
                rows.stream().filter(row -> row.record().isNotice()).toList();
        String revocationId = notices.isEmpty() ? null : notices.get(0).record().revocationId();
        return new OutboxBatch(
                rows, revocationId == null ? null : new PendingPublication(revocationId, notices.size()));
    }
}
