package io.curfew.command.web;

import io.curfew.command.access.AccessRecorder;
import io.curfew.command.access.HistoryAccesses;
import io.curfew.command.web.body.HistoryAccessRequest;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.SessionAuthentication;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes down who accesses whose history, told with the reader's own token by what shows the history. Thread-safe. */
@RestController
@RequestMapping({"", ApiPaths.V1})
class HistoryAccessController {
    private final HistoryAccesses accesses;
    private final AccessRecorder recorder;

    HistoryAccessController(HistoryAccesses accesses, AccessRecorder recorder) {
        this.accesses = accesses;
        this.recorder = recorder;
    }

    @Operation(
            summary = "Record an access to a history",
            description = "Sent by auth-query with the access token of the auditor or administrator who asks for the"
                    + " history. An export is recorded as history.exported before the answer; reads, and the same"
                    + " export within a minute, are counted and recorded when the minute is over.")
    @PostMapping("/auth/history-accesses")
    ResponseEntity<Void> record(
            @RequestBody HistoryAccessRequest body, @Parameter(hidden = true) SessionAuthentication authentication) {
        String reader = authentication.token().userId();
        boolean taken = body.exports()
                ? recorder.export(reader, body.subject(), body.resource())
                : accesses.add(reader, false, body.subject(), body.resource());
        if (!taken) {
            throw new ProblemException(ProblemCode.STORE_UNAVAILABLE, "Too many accesses wait to be recorded.");
        }
        return ResponseEntity.noContent().build();
    }
}
