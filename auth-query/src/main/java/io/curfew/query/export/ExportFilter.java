package io.curfew.query.export;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to export; null, or no types, means any. Immutable and thread-safe. */
public record ExportFilter(
        @Nullable String user,
        @Nullable String session,
        List<String> types,
        @Nullable String initiator,
        @Nullable String initiatedBy,
        @Nullable String address,
        @Nullable String client,
        @Nullable Instant since,
        @Nullable Instant until) {

    public ExportFilter {
        types = List.copyOf(types);
    }
}
