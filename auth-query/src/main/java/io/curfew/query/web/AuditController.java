package io.curfew.query.web;

import io.curfew.query.audit.AuditEntry;
import io.curfew.query.audit.AuditReader;
import io.curfew.query.audit.AuditReader.Filter;
import io.curfew.query.audit.AuditReader.Place;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PersonalKeys;
import io.curfew.query.replay.ReadModel;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The full history, for those with role AUDITOR. Thread-safe. */
@RestController
@Tag(name = "audit", description = "role AUDITOR (scope auditor)")
class AuditController {
    private static final String AFTER_HELP = "the next of the page before";

    private final ReadModel model;
    private final AuditReader audit;
    private final PersonalKeys keys;

    AuditController(ReadModel model, AuditReader audit, PersonalKeys keys) {
        this.model = model;
        this.audit = audit;
        this.keys = keys;
    }

    @Operation(
            summary = "Events of all users, in the order of time; of one user or session, in the order decided",
            operationId = "listEvents")
    @GetMapping({Paths.EVENTS, Paths.EVENTS + "/", Paths.V1 + Paths.EVENTS, Paths.V1 + Paths.EVENTS + "/"})
    ResponseEntity<AuditPage> events(
            @RequestParam(name = "user", required = false) @Nullable String user,
            @RequestParam(name = "session", required = false) @Nullable String session,
            @RequestParam(name = "type", required = false) @Nullable String type,
            @Parameter(description = "from this time on, RFC 3339")
                    @RequestParam(name = "since", required = false)
                    @Nullable
                    String since,
            @Parameter(description = "before this time, RFC 3339")
                    @RequestParam(name = "until", required = false)
                    @Nullable
                    String until,
            @Parameter(description = AFTER_HELP) @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        Filter filter = new Filter(
                Parameters.id("user", user),
                Parameters.id("session", session),
                Parameters.type(type),
                Parameters.instant("since", since),
                Parameters.instant("until", until));
        return answer(page(filter, after, limit));
    }

    @Operation(summary = "What happened to one session, in the order decided", operationId = "sessionTimeline")
    @GetMapping({Paths.TIMELINE, Paths.TIMELINE + "/", Paths.V1 + Paths.TIMELINE, Paths.V1 + Paths.TIMELINE + "/"})
    ResponseEntity<AuditPage> timeline(
            @PathVariable("id") String id,
            @Parameter(description = AFTER_HELP) @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        AuditPage page = page(new Filter(null, Parameters.id("id", id), null, null, null), after, limit);
        if (page.events().isEmpty() && after == null) {
            throw new NotFoundException();
        }
        return answer(page);
    }

    @Hidden
    @GetMapping({Paths.AUDIT, Paths.AUDIT + "/**", Paths.V1 + Paths.AUDIT, Paths.V1 + Paths.AUDIT + "/**"})
    void nothingElse() {
        throw new NotFoundException();
    }

    private AuditPage page(Filter filter, @Nullable String after, @Nullable String limit) {
        int size = Parameters.limit(limit);
        Place place = Cursor.audit(after);
        return model.read(generation -> {
            List<AuditEntry> found = audit.entries(generation, filter, place, size + 1);
            Opener opener = keys.opener(
                    found.stream().map(AuditEntry::userId).distinct().toList());
            String next = found.size() <= size ? null : Cursor.of(Place.of(found.get(size - 1)));
            return new AuditPage(
                    found.stream()
                            .limit(size)
                            .map(entry -> AuditItem.of(entry, opener))
                            .toList(),
                    next);
        });
    }

    private static ResponseEntity<AuditPage> answer(AuditPage page) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(page);
    }
}
