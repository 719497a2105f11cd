package io.curfew.command.web;

import io.curfew.command.sessions.RevocationProofs;
import io.curfew.command.sessions.Revocations;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.receipt.Proof;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The state of a revocation and its receipt. Needs no token, because whoever has logged out has none; the id cannot be
 * guessed, and the answer names nobody. Only to an administrator it names the nodes. Thread-safe.
 */
@RestController
@RequestMapping({"", ApiPaths.V1})
class RevocationsController {
    private final Revocations revocations;
    private final RevocationProofs proofs;

    RevocationsController(Revocations revocations, RevocationProofs proofs) {
        this.revocations = revocations;
        this.proofs = proofs;
    }

    @Operation(
            summary = "How far a revocation is on its way, and which nodes have applied it",
            description = "The answer of the log-out itself is the proof that Kafka has acknowledged it; published"
                    + " follows here some milliseconds later, because the mark is off the way of that answer.")
    @GetMapping("/revocations/{id}")
    Answers.RevocationState state(
            @PathVariable("id") String id, @Parameter(hidden = true) @Nullable Authentication authentication) {
        boolean names = authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> SecurityConfiguration.ADMIN.equals(authority.getAuthority()));
        return revocations
                .find(id)
                .map(state -> body(state, proofs.of(state), names))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.REVOCATION_NOT_FOUND,
                        "There is no such revocation, or all its tokens have expired."));
    }

    private static Answers.RevocationState body(Revocations.State state, @Nullable Proof proof, boolean names) {
        return new Answers.RevocationState(
                state.id(),
                state.position(),
                state.published(),
                state.notices().stream()
                        .map(place -> new Answers.NoticePlace(place.partition(), place.offset()))
                        .toList(),
                word(proof == null ? Proof.Verdict.PENDING : proof.verdict()),
                proof == null
                        ? List.of()
                        : proof.nodes().stream().map(node -> node(node, names)).toList());
    }

    private static Answers.NodeStanding node(Proof.Node node, boolean names) {
        return new Answers.NodeStanding(
                names ? node.instance().service() : null,
                names ? node.instance().node() : null,
                word(node.standing()),
                node.since(),
                node.heardAt(),
                node.refusesAfter());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
