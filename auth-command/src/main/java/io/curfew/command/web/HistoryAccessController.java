package io.curfew.command.web;

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

    HistoryAccessController(HistoryAccesses accesses) {
        this.accesses = accesses;
    }

    @Operation(
            summary = "Record an access to a history",
            description = "Sent by auth-query with the access token of the auditor or administrator who asks for the"
                    + " history. Recorded as history.read or history.exported, once for the same access in a minute,"
                    + " with a count.")
    @PostMapping("/auth/history-accesses")
    ResponseEntity<Void> record(
            @RequestBody HistoryAccessRequest body, @Parameter(hidden = true) SessionAuthentication authentication) {
        if (!accesses.add(authentication.token().userId(), body.exports(), body.subject(), body.resource())) {
            throw new ProblemException(ProblemCode.STORE_UNAVAILABLE, "Too many accesses wait to be recorded.");
        }
        return ResponseEntity.noContent().build();
    }
}
