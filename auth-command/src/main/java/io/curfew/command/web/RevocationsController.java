package io.curfew.command.web;

import io.curfew.command.sessions.Revocations;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The state of a revocation. Needs no token, because whoever has logged out has none; the id cannot be guessed and the
 * answer names nobody. Thread-safe.
 */
@RestController
@RequestMapping({"", ApiPaths.V1})
class RevocationsController {
    private final Revocations revocations;

    RevocationsController(Revocations revocations) {
        this.revocations = revocations;
    }

    @Operation(summary = "How far a revocation is on its way to the resource services")
    @GetMapping("/revocations/{id}")
    Answers.RevocationState state(@PathVariable("id") String id) {
        return revocations
                .find(id)
                .map(RevocationsController::body)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.REVOCATION_NOT_FOUND,
                        "There is no such revocation, or all its tokens have expired."));
    }

    private static Answers.RevocationState body(Revocations.State state) {
        return new Answers.RevocationState(
                state.id(),
                state.position(),
                state.published(),
                state.notices().stream()
                        .map(place -> new Answers.NoticePlace(place.partition(), place.offset()))
                        .toList());
    }
}
