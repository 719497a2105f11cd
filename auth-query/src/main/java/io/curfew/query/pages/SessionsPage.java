package io.curfew.query.pages;

import io.curfew.query.replay.ReadModel;
import io.curfew.query.sessions.RevokedSessions;
import io.curfew.query.sessions.SessionReader;
import io.curfew.query.sessions.SessionReader.Session;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "Your sessions": a card per device, and what has ended. Only the caller's own. Thread-safe. */
@Controller("pagesSessions")
class SessionsPage {
    private static final int PAGE = 10;

    private final ReadModel model;
    private final SessionReader sessions;
    private final RevokedSessions revoked;
    private final ClientNames clients;

    SessionsPage(ReadModel model, SessionReader sessions, RevokedSessions revoked, ClientNames clients) {
        this.model = model;
        this.sessions = sessions;
        this.revoked = revoked;
        this.clients = clients;
    }

    @GetMapping(PagePaths.SESSIONS)
    String page(JwtAuthenticationToken caller, Model page) {
        active(caller, ReadModel.NONE, page);
        ended(caller, ReadModel.NONE, null, page);
        return "curfew/sessions";
    }

    /** The cards alone, once they show what a command has done. */
    @GetMapping(PagePaths.SESSION_LIST)
    String list(
            JwtAuthenticationToken caller,
            @RequestParam(name = "position", defaultValue = "-1") long position,
            Model page) {
        active(caller, Math.max(position, ReadModel.NONE), page);
        return "curfew/sessions :: cards";
    }

    /** More of what has ended. */
    @GetMapping(PagePaths.SESSION_HISTORY)
    String history(
            JwtAuthenticationToken caller,
            @RequestParam(name = "position", defaultValue = "-1") long position,
            @RequestParam(name = "at", required = false) @Nullable String at,
            @RequestParam(name = "id", required = false) @Nullable String id,
            Model page) {
        Instant time = Fields.time("Place", at);
        String session = Fields.text("Place", id);
        SessionReader.Place after = time == null || session == null ? null : new SessionReader.Place(time, session);
        ended(caller, Math.max(position, ReadModel.NONE), after, page);
        return "curfew/sessions :: ended";
    }

    private void active(JwtAuthenticationToken caller, long position, Model page) {
        String user = caller.getName();
        String current = caller.getToken().getClaimAsString("sid");
        List<Session> found = model.read(user, position, generation -> sessions.active(generation, user))
                .value();
        String ip = found.stream()
                .filter(session -> session.id().equals(current))
                .map(Session::ip)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        // The listener is ahead of the projection: what it knows to be revoked leaves the list at once.
        List<SessionCard> cards = found.stream()
                .filter(session -> !revoked.isRevoked(session.id()))
                .map(session -> SessionCard.of(session, clients, current, ip))
                .sorted((a, b) -> Boolean.compare(b.current(), a.current()))
                .toList();
        page.addAttribute("cards", cards);
        page.addAttribute(
                "others", cards.stream().filter(card -> !card.current()).count());
    }

    private void ended(JwtAuthenticationToken caller, long position, SessionReader.@Nullable Place after, Model page) {
        String user = caller.getName();
        List<Session> found = model.read(
                        user, position, generation -> sessions.ended(generation, user, after, PAGE + 1))
                .value();
        List<SessionCard> rows = found.stream()
                .limit(PAGE)
                .map(session -> SessionCard.of(session, clients, null, null))
                .toList();
        page.addAttribute("rows", rows);
        page.addAttribute("last", found.size() > PAGE ? rows.get(PAGE - 1) : null);
    }
}
