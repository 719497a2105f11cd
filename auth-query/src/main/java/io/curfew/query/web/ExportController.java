package io.curfew.query.web;

import io.curfew.query.audit.AuditFilter;
import io.curfew.query.audit.AuditReader;
import io.curfew.query.export.Export;
import io.curfew.query.export.ExportPlace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history as a file, for those with role AUDITOR. Thread-safe. */
@RestController
@Tag(name = "audit", description = "role AUDITOR (scope auditor)")
class ExportController {
    private static final int MOST_AT_ONCE = 8;

    private final Export export;
    private final UserIds ids;
    private final JwtDecoder decoder;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    ExportController(Export export, UserIds ids, JwtDecoder decoder) {
        this.export = export;
        this.ids = ids;
        this.decoder = decoder;
    }

    /** How many are being written. */
    int running() {
        return MOST_AT_ONCE - places.availablePermits();
    }

    @Operation(
            summary = "The history as a file, in the order of time",
            description = "jsonl: an AuditEvent a line with payload (exactly as published), chain, stored_digest and"
                    + " cursor. csv: the same, formula-safe. caep: {cursor, set} a line, security event tokens (RFC 8417)"
                    + " session-established and session-revoked. A file that breaks off goes on with after=<its last"
                    + " cursor>. It ends at until, or now, and waits until everything that happened before is in it."
                    + " It breaks off when the token that asked for it is revoked or expires."
                    + " It is recorded as history.exported before it begins, else refused: 503 access_not_recorded.",
            operationId = "export")
    @GetMapping({Paths.EXPORT, Paths.EXPORT + "/", Paths.V1 + Paths.EXPORT, Paths.V1 + Paths.EXPORT + "/"})
    void export(
            @Parameter(description = "jsonl, csv or caep") @RequestParam(name = "format", required = false) @Nullable
                    String format,
            @ParameterObject AuditParameters parameters,
            @Parameter(description = "the last cursor of the file that broke off")
                    @RequestParam(name = "after", required = false)
                    @Nullable
                    String after,
            @Parameter(description = "caep: whom the tokens are for (aud); the issuer when absent")
                    @RequestParam(name = "audience", required = false)
                    @Nullable
                    String audience,
            @Parameter(hidden = true) JwtAuthenticationToken caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Export.Format wanted = format(format);
        AuditFilter filter = parameters.filter(ids);
        String recipient = Parameters.id("audience", audience);
        AuditReader.Place place = Cursor.audit(after);
        if (!places.tryAcquire()) {
            throw new TooManyExportsException();
        }
        try {
            Export.Begun begun =
                    export.begin(filter, place == null ? null : new ExportPlace(place.at(), place.user(), place.seq()));
            response.setContentType(wanted.mediaType());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"curfew-audit." + wanted.extension() + "\"");
            response.setHeader("X-Content-Type-Options", "nosniff");
            if (!request.getMethod().equals("HEAD")) {
                write(begun, wanted, recipient, new CallerWatch(decoder, caller), response);
            }
        } finally {
            places.release();
        }
    }

    private static void write(
            Export.Begun begun,
            Export.Format format,
            @Nullable String audience,
            CallerWatch watch,
            HttpServletResponse response)
            throws IOException {
        try {
            begun.write(format, response.getOutputStream(), audience, at -> {
                watch.require();
                return Cursor.of(new AuditReader.Place(at.at(), at.user(), at.seq()));
            });
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                throw new BrokenExportException(e);
            }
            throw e;
        }
    }

    private Export.Format format(@Nullable String text) {
        if (text == null) {
            return Export.Format.JSONL;
        }
        return Stream.of(Export.Format.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
                .filter(format -> format != Export.Format.CAEP || export.canSign())
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException("format", "jsonl, csv or caep"));
    }
}
