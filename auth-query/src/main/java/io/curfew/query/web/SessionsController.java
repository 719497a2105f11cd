package io.curfew.query.web;

import io.curfew.query.replay.ReadModel;
import io.curfew.query.sessions.RevokedSessions;
import io.curfew.query.sessions.SessionReader;
import io.curfew.query.sessions.SessionReader.Session;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** "Where am I signed in": the caller's own sessions. Thread-safe. */
@RestController
@Tag(name = "sessions")
class SessionsController {
    static final String POSITION = "Curfew-Position";
    private static final String POSITION_HELP =
            "what a command answered as Curfew-Position: wait up to 2 s until the answer shows that command, else 503";

    private final ReadModel model;
    private final SessionReader sessions;
    private final RevokedSessions revoked;

    SessionsController(ReadModel model, SessionReader sessions, RevokedSessions revoked) {
        this.model = model;
        this.sessions = sessions;
        this.revoked = revoked;
    }

    @Operation(
            summary = "The caller's active sessions, newest first",
            description = "Waits up to 2 s until the session that asks is in the list, else 503 position_not_reached.",
            operationId = "listSessions")
    @GetMapping({Paths.SESSIONS, Paths.SESSIONS + "/", Paths.V1 + Paths.SESSIONS, Paths.V1 + Paths.SESSIONS + "/"})
    ResponseEntity<SessionList> list(
            @Parameter(hidden = true) JwtAuthenticationToken caller,
            @Parameter(description = POSITION_HELP) @RequestParam(name = "min_position", required = false) @Nullable
                    String minPosition) {
        String user = caller.getName();
        String current = String.valueOf(caller.getToken().getClaimAsString("sid"));
        ReadModel.Result<List<Session>> found = model.readOnceFound(
                user,
                Parameters.minPosition(minPosition),
                generation -> sessions.activeOnceKnown(generation, user, current));
        // The listener is ahead of the projection: what it knows to be revoked leaves the list at once.
        List<SessionItem> items = found.value().stream()
                .filter(session -> !revoked.isRevoked(session.id()))
                .map(session -> SessionItem.of(session, current))
                .toList();
        return answer(found.position(), new SessionList(items));
    }

    @Operation(summary = "The caller's ended sessions, the last ended first", operationId = "listEndedSessions")
    @GetMapping({Paths.HISTORY, Paths.HISTORY + "/", Paths.V1 + Paths.HISTORY, Paths.V1 + Paths.HISTORY + "/"})
    ResponseEntity<EndedSessionList> history(
            @Parameter(hidden = true) JwtAuthenticationToken caller,
            @Parameter(description = POSITION_HELP) @RequestParam(name = "min_position", required = false) @Nullable
                    String minPosition,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        String user = caller.getName();
        int size = Parameters.limit(limit);
        SessionReader.Place place = Cursor.session(after);
        ReadModel.Result<List<Session>> found = model.read(
                user,
                Parameters.minPosition(minPosition),
                generation -> sessions.ended(generation, user, place, size + 1));
        List<Session> page = found.value().stream().limit(size).toList();
        String next = found.value().size() <= size ? null : next(page.get(size - 1));
        return answer(
                found.position(),
                new EndedSessionList(page.stream().map(EndedSessionItem::of).toList(), next));
    }

    private static String next(Session last) {
        return Cursor.of(new SessionReader.Place(last.endsAt(), last.id()));
    }

    private static <T> ResponseEntity<T> answer(long position, T body) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(POSITION, String.valueOf(position))
                .body(body);
    }
}
