package io.curfew.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.UserErased;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.feed.PublishedEvent.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No column of the history is forgotten when it is checked. */
class ShownRowsTest {
    /** What the chain itself covers, or by what a row is found. */
    private static final List<String> CHAINED =
            List.of("generation", "user_id", "seq", "event_id", "event_type", "payload", "chain_hash", "stored_digest");

    @Test
    void each_column_that_is_written_is_compared_or_known_not_to_be() {
        PublishedEvent event =
                new PublishedEvent(0, "id", new UserErased("u", "admin", Instant.EPOCH), "{}", 0, 0, Headers.NONE);

        List<String> known = new ArrayList<>(CHAINED);
        known.addAll(ShownRows.SAID);
        known.addAll(ShownRows.NOT_SAID);
        known.add("client_id");

        assertThat(AuditRow.of(1, event, EventContext.NONE).getParameterNames())
                .containsExactlyInAnyOrder(known.toArray(String[]::new));
    }
}
