package io.curfew.query.pages;

import io.curfew.query.receipts.Receipts;
import io.curfew.query.replay.ReadModel;
import io.curfew.query.store.Times;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The truth about a revocation, while it becomes true: how many nodes refuse what it ended. To a user only about their own
 * revocations, and without the names of nodes; to auditors and administrators about all. Thread-safe.
 */
@Controller("pagesReceipts")
class ReceiptStream {
    private final LiveStreams streams;
    private final Receipts receipts;
    private final ReadModel model;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    ReceiptStream(
            LiveStreams streams, Receipts receipts, ReadModel model, JdbcClient jdbc, ObjectProvider<Clock> clock) {
        this.streams = streams;
        this.receipts = receipts;
        this.model = model;
        this.jdbc = jdbc;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @GetMapping(path = PagePaths.RECEIPT, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter receipt(@PathVariable("id") String id, JwtAuthenticationToken caller, HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no"); // nginx passes each message on at once
        boolean names = Scopes.maySeeAll(caller);
        ReceiptFeed.Recorded recorded = names ? ReceiptFeed.Recorded.NOT_ASKED : () -> recordedAt(caller.getName(), id);
        return streams.open(
                caller, new ReceiptFeed(() -> receipts.find(id), recorded, names, clock, json::writeValueAsString));
    }

    /** When an event of this user was recorded; null while it is not projected, or is somebody else's. */
    private @Nullable Instant recordedAt(String user, String eventId) {
        return model.read(user, ReadModel.NONE, generation -> jdbc.sql(
                                "select occurred_at from query_audit_event where generation = :generation"
                                        + " and user_id = :user and event_id = :event")
                        .param("generation", generation)
                        .param("user", user)
                        .param("event", eventId)
                        .query((row, n) -> Times.require(row, "occurred_at"))
                        .optional())
                .value()
                .orElse(null);
    }
}
