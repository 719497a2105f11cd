package io.curfew.query.web;

import io.curfew.query.jobs.InvalidJobException;
import io.curfew.query.jobs.Job;
import io.curfew.query.jobs.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Long work, for those with role AUDITOR; what changes anything, for those with role ADMIN. Thread-safe. */
@RestController
@Tag(name = "jobs", description = "role AUDITOR (scope auditor) or ADMIN (scope admin)")
class JobsController {
    private static final int LONGEST_REQUEST = 8 * 1024;

    private final Jobs jobs;

    JobsController(Jobs jobs) {
        this.jobs = jobs;
    }

    @Operation(
            summary = "Ask for long work: what-if, verify, or (role ADMIN) rebuild",
            description = "409 job_running when there is one already and only one may run.",
            operationId = "startJob",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            examples = {
                                                @ExampleObject(
                                                        name = "what-if",
                                                        value =
                                                                "{\"kind\":\"what-if\",\"idle\":\"PT30M\","
                                                                        + "\"absolute\":\"P30D\",\"limit\":3,\"leeway\":\"PT0S\"}"),
                                                @ExampleObject(
                                                        name = "rebuild",
                                                        value = "{\"kind\":\"rebuild\",\"source\":\"kafka\","
                                                                + "\"accept_loss\":false}")
                                            })))
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping({Paths.JOBS, Paths.JOBS + "/", Paths.V1 + Paths.JOBS, Paths.V1 + Paths.JOBS + "/"})
    ResponseEntity<JobItem> start(
            @Parameter(hidden = true) JwtAuthenticationToken caller,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        Jobs.Request understood = jobs.understand(body(request));
        if (understood.kind().administrative() && !isAdmin(caller)) {
            throw new AccessDeniedException("role ADMIN is needed");
        }
        Job job = jobs.begin(understood, caller.getName());
        return ResponseEntity.accepted()
                .location(URI.create(Paths.JOBS + "/" + job.id()))
                .cacheControl(CacheControl.noStore())
                .body(JobItem.of(job));
    }

    @Operation(summary = "The latest jobs, newest first", operationId = "listJobs")
    @GetMapping({Paths.JOBS, Paths.JOBS + "/", Paths.V1 + Paths.JOBS, Paths.V1 + Paths.JOBS + "/"})
    ResponseEntity<JobList> list(@RequestParam(name = "limit", required = false) @Nullable String limit) {
        JobList list = new JobList(
                jobs.latest(Parameters.limit(limit)).stream().map(JobItem::of).toList());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(list);
    }

    @Operation(summary = "A job and how far it is", operationId = "getJob")
    @GetMapping({Paths.JOB, Paths.JOB + "/", Paths.V1 + Paths.JOB, Paths.V1 + Paths.JOB + "/"})
    ResponseEntity<JobItem> one(@PathVariable("id") String id) {
        JobItem item = jobs.find(String.valueOf(Parameters.id("id", id)))
                .map(JobItem::of)
                .orElseThrow(NotFoundException::new);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(item);
    }

    /** Read here, not by Spring, so that nobody fills the memory with it. */
    private static String body(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            throw new InvalidJobException("The body must be application/json.");
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_REQUEST + 1);
        if (body.length > LONGEST_REQUEST) {
            throw new InvalidJobException("The body is too long.");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static boolean isAdmin(JwtAuthenticationToken caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(QuerySecurityConfiguration.ADMIN::equals);
    }
}
