package io.curfew.query.web;

import io.curfew.query.audit.AuditEntry;
import io.curfew.query.audit.AuditFilter;
import io.curfew.query.audit.AuditHistogram;
import io.curfew.query.audit.AuditOrder;
import io.curfew.query.audit.AuditReader;
import io.curfew.query.audit.AuditReader.Place;
import io.curfew.query.audit.Cause;
import io.curfew.query.audit.CauseReader;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PersonalKeys;
import io.curfew.query.replay.ReadModel;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The full history, for those with role AUDITOR or ADMIN. Thread-safe. */
@RestController
@Tag(name = "audit", description = "role AUDITOR (scope auditor) or ADMIN (scope admin)")
class AuditController {
    private static final String AFTER_HELP = "the next of the page before";
    private static final String ORDER_HELP = "asc, the oldest first, by default; or desc";

    private final ReadModel model;
    private final AuditReader audit;
    private final AuditHistogram histogram;
    private final CauseReader causes;
    private final AuditItems items;
    private final PersonalKeys keys;
    private final UserIds ids;

    AuditController(
            ReadModel model,
            AuditReader audit,
            AuditHistogram histogram,
            CauseReader causes,
            AuditItems items,
            PersonalKeys keys,
            UserIds ids) {
        this.model = model;
        this.audit = audit;
        this.histogram = histogram;
        this.causes = causes;
        this.items = items;
        this.keys = keys;
        this.ids = ids;
    }

    @Operation(
            summary = "Events of all users and one session in the order of time, of one user in the order decided",
            operationId = "listEvents")
    @GetMapping({Paths.EVENTS, Paths.EVENTS + "/", Paths.V1 + Paths.EVENTS, Paths.V1 + Paths.EVENTS + "/"})
    ResponseEntity<AuditPage> events(
            @ParameterObject AuditParameters parameters,
            @Parameter(description = ORDER_HELP) @RequestParam(name = "order", required = false) @Nullable String order,
            @Parameter(description = AFTER_HELP) @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        return answer(page(parameters.filter(ids), Parameters.order(order), after, limit));
    }

    @Operation(summary = "How many events there were when, by type", operationId = "countEvents")
    @GetMapping({Paths.HISTOGRAM, Paths.HISTOGRAM + "/", Paths.V1 + Paths.HISTOGRAM, Paths.V1 + Paths.HISTOGRAM + "/"})
    ResponseEntity<HistogramAnswer> histogram(
            @ParameterObject AuditParameters parameters,
            @Parameter(description = "how wide each is, such as PT1H; auto by default; there are never more than 500")
                    @RequestParam(name = "bucket", required = false)
                    @Nullable
                    String bucket) {
        AuditFilter filter = parameters.filter(ids);
        Duration width = Parameters.bucket(bucket);
        try {
            AuditHistogram.Result counted = model.readMuch(generation -> histogram.count(generation, filter, width));
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(HistogramAnswer.of(counted));
        } catch (AuditHistogram.TooManyBucketsException e) {
            throw new InvalidParameterException(
                    "bucket", "wide enough for at most " + AuditHistogram.MAX_BUCKETS + " of them");
        }
    }

    @Operation(summary = "What happened to one session, in the order decided", operationId = "sessionTimeline")
    @GetMapping({Paths.TIMELINE, Paths.TIMELINE + "/", Paths.V1 + Paths.TIMELINE, Paths.V1 + Paths.TIMELINE + "/"})
    ResponseEntity<AuditPage> timeline(
            @PathVariable("id") String id,
            @Parameter(description = ORDER_HELP) @RequestParam(name = "order", required = false) @Nullable String order,
            @Parameter(description = AFTER_HELP) @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        AuditFilter filter = AuditFilter.ofSession(String.valueOf(Parameters.id("id", id)));
        AuditPage page = page(filter, Parameters.order(order), after, limit);
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

    private AuditPage page(AuditFilter filter, AuditOrder order, @Nullable String after, @Nullable String limit) {
        int size = Parameters.limit(limit);
        Place place = Cursor.audit(after);
        return model.read(generation -> {
            List<AuditEntry> found = audit.entries(generation, filter, order, place, size + 1);
            List<AuditEntry> shown = found.subList(0, Math.min(size, found.size()));
            List<List<Cause>> led = causes.causes(generation, shown);
            Opener opener = keys.opener(
                    shown.stream().map(AuditEntry::userId).distinct().toList());
            List<AuditItem> page = IntStream.range(0, shown.size())
                    .mapToObj(i -> items.of(shown.get(i), led.get(i), opener))
                    .toList();
            return new AuditPage(page, found.size() <= size ? null : Cursor.of(Place.of(shown.get(size - 1))));
        });
    }

    private static ResponseEntity<AuditPage> answer(AuditPage page) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(page);
    }
}
