package io.curfew.query.web;

import io.curfew.query.audit.CauseReader;
import io.curfew.query.audit.SessionAt;
import io.curfew.query.audit.SessionChanges;
import io.curfew.query.audit.SessionChanges.Change;
import io.curfew.query.audit.SessionChanges.Kind;
import io.curfew.query.audit.SessionsAsOf;
import io.curfew.query.audit.TokenVerdicts;
import io.curfew.query.personal.PersonalKeys;
import io.curfew.query.replay.Horizon;
import io.curfew.query.replay.ReadModel;
import io.curfew.query.sessions.DeviceParser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The state of things at an instant that has been, for those with role AUDITOR or ADMIN. Thread-safe. */
@RestController
@Tag(name = "audit")
class AsOfController {
    private static final String AFTER_HELP = "the next of the page before";

    private final ReadModel model;
    private final SessionsAsOf sessions;
    private final SessionChanges changes;
    private final TokenVerdicts tokens;
    private final CauseReader causes;
    private final AuditItems items;
    private final PersonalKeys keys;
    private final UserIds ids;
    private final Horizon horizon;
    private final DeviceParser devices;
    private final Clock clock;

    AsOfController(
            ReadModel model,
            JdbcClient jdbc,
            CauseReader causes,
            AuditItems items,
            PersonalKeys keys,
            UserIds ids,
            Horizon horizon,
            ObjectProvider<Clock> clock) {
        this.model = model;
        this.sessions = new SessionsAsOf(jdbc);
        this.changes = new SessionChanges(jdbc);
        this.tokens = new TokenVerdicts(jdbc);
        this.causes = causes;
        this.items = items;
        this.keys = keys;
        this.ids = ids;
        this.horizon = horizon;
        this.devices = items.devices();
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Operation(summary = "Who was signed in at an instant, the newest session first", operationId = "sessionsAsOf")
    @GetMapping({Paths.AS_OF, Paths.AS_OF + "/", Paths.V1 + Paths.AS_OF, Paths.V1 + Paths.AS_OF + "/"})
    ResponseEntity<SessionAtItem.Page> asOf(
            @Parameter(description = "the instant, RFC 3339, not in the future; now by default")
                    @RequestParam(name = "as_of", required = false)
                    @Nullable
                    String asOf,
            @RequestParam(name = "user", required = false) @Nullable String user,
            @RequestParam(name = "client", required = false) @Nullable String client,
            @Parameter(description = AFTER_HELP) @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        Instant at = Parameters.pastOrNow("as_of", asOf, clock.instant());
        SessionsAsOf.Filter filter = new SessionsAsOf.Filter(ids.user("user", user), Parameters.id("client", client));
        int size = Parameters.limit(limit);
        SessionsAsOf.Place place = Cursor.asOf(after);
        Horizon.Known known = Knowledge.before(horizon, at);
        return answer(model.readMuch(generation -> {
            Knowledge knowledge = Knowledge.of(horizon, generation, known, at);
            List<SessionAt> found = sessions.page(generation, at, filter, place, size + 1);
            List<SessionAt> page = found.subList(0, Math.min(size, found.size()));
            String next = found.size() <= size ? null : Cursor.of(SessionsAsOf.Place.of(page.get(size - 1)));
            return new SessionAtItem.Page(
                    at,
                    knowledge.until(),
                    knowledge.complete(),
                    page.stream().map(one -> SessionAtItem.of(one, devices)).toList(),
                    sessions.count(generation, at, filter),
                    next);
        }));
    }

    @Operation(summary = "Which sessions came and went between two instants", operationId = "sessionDiff")
    @GetMapping({Paths.DIFF, Paths.DIFF + "/", Paths.V1 + Paths.DIFF, Paths.V1 + Paths.DIFF + "/"})
    ResponseEntity<SessionDiff> diff(
            @Parameter(description = "after this instant, RFC 3339")
                    @RequestParam(name = "from", required = false)
                    @Nullable
                    String from,
            @Parameter(description = "up to this instant, RFC 3339; now by default")
                    @RequestParam(name = "to", required = false)
                    @Nullable
                    String to,
            @RequestParam(name = "user", required = false) @Nullable String user,
            @Parameter(description = AFTER_HELP) @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        Instant now = clock.instant();
        Instant begin = Parameters.requirePast("from", from, now);
        Instant end = Parameters.pastOrNow("to", to, now);
        if (end.isBefore(begin)) {
            throw new InvalidParameterException("to", "not before from");
        }
        SessionChanges.Span span = new SessionChanges.Span(begin, end, ids.user("user", user));
        int size = Parameters.limit(limit);
        SessionChanges.Place place = Cursor.change(after);
        Horizon.Known known = Knowledge.before(horizon, end);
        return answer(model.readMuch(
                generation -> diff(generation, span, place, size, Knowledge.of(horizon, generation, known, end))));
    }

    private SessionDiff diff(
            int generation,
            SessionChanges.Span span,
            SessionChanges.@Nullable Place after,
            int size,
            Knowledge knowledge) {
        List<Change> found = changes.page(generation, span, after, size + 1);
        List<Change> page = found.subList(0, Math.min(size, found.size()));
        SessionsAsOf.Filter filter = new SessionsAsOf.Filter(span.user(), null);
        return new SessionDiff(
                span.from(),
                span.to(),
                knowledge.until(),
                knowledge.complete(),
                of(page, Kind.STARTED),
                of(page, Kind.ENDED),
                new SessionDiff.Counts(
                        sessions.count(generation, span.from(), filter),
                        sessions.count(generation, span.to(), filter),
                        changes.count(generation, span, Kind.STARTED),
                        changes.count(generation, span, Kind.ENDED)),
                found.size() <= size ? null : Cursor.of(SessionChanges.Place.of(page.get(size - 1))));
    }

    private List<SessionDiff.Item> of(List<Change> page, Kind kind) {
        return page.stream()
                .filter(change -> change.kind() == kind)
                .map(change -> SessionDiff.Item.of(change, devices))
                .toList();
    }

    @Operation(summary = "What an access token was good for at an instant, by its jti", operationId = "tokenVerdict")
    @GetMapping({Paths.TOKEN, Paths.TOKEN + "/", Paths.V1 + Paths.TOKEN, Paths.V1 + Paths.TOKEN + "/"})
    ResponseEntity<TokenVerdict> token(
            @PathVariable("jti") String jti,
            @Parameter(description = "the instant, RFC 3339, not in the future; now by default")
                    @RequestParam(name = "at", required = false)
                    @Nullable
                    String at) {
        Instant when = Parameters.pastOrNow("at", at, clock.instant());
        String id = String.valueOf(Parameters.id("jti", jti));
        Horizon.Known known = Knowledge.before(horizon, when);
        return answer(model.read(generation -> tokens.at(generation, id, when)
                .map(verdict -> item(generation, verdict, when, Knowledge.of(horizon, generation, known, when)))
                .orElseThrow(NotFoundException::new)));
    }

    private TokenVerdict item(int generation, TokenVerdicts.Verdict verdict, Instant at, Knowledge knowledge) {
        AuditItem decidedBy = verdict.decidedBy() == null
                ? null
                : items.of(
                        verdict.decidedBy(),
                        causes.causes(generation, List.of(verdict.decidedBy())).get(0),
                        keys.opener(List.of(verdict.decidedBy().userId())));
        return new TokenVerdict(
                true,
                verdict.granted().sessionId(),
                verdict.granted().userId(),
                verdict.issuedAt(),
                verdict.expiresAt(),
                at,
                knowledge.until(),
                knowledge.complete(),
                verdict.state().name().toLowerCase(Locale.ROOT),
                decidedBy,
                verdict.undecided() ? List.of("KEY") : List.of());
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
