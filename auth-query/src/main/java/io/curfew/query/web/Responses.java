package io.curfew.query.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Set;

/** The refusals every operation shares, for the description of the HTTP face. */
final class Responses {
    private static final String PROBLEM = "Problem";
    private static final Set<String> LOOKING_THROUGH_MUCH = Set.of(Paths.HISTOGRAM, Paths.AS_OF, Paths.DIFF);

    private Responses() {}

    static void describe(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getPaths().forEach((path, item) -> item.readOperations().forEach(operation -> {
            // The same method serves all variants of a path; the numbers springdoc adds depend on their order.
            operation.setOperationId(operation.getOperationId().replaceFirst("_\\d+$", ""));
            ApiResponses responses = operation.getResponses();
            // springdoc adds what the advice may answer, without a word on when.
            responses.keySet().removeIf(status -> !status.startsWith("2"));
            responses.values().forEach(Responses::asJson);
            refuse(responses, "400", "unknown_parameter, invalid_parameter, or multiple_tokens");
            refuse(
                    responses,
                    "401",
                    "token_missing, token_invalid or session_revoked, with WWW-Authenticate (RFC 6750)");
            refuse(
                    responses,
                    "503",
                    "position_not_reached, projection_building, projection_behind, store_unavailable"
                            + (LOOKING_THROUGH_MUCH.contains(path) ? ", too_many_questions" : "")
                            + " or revocation_state_stale, with Retry-After");
            if (path.startsWith(Paths.AUDIT)) {
                refuse(
                        responses,
                        "403",
                        "insufficient_scope: not an auditor"
                                + ("startJob".equals(operation.getOperationId()) ? ", or csrf_check_failed" : ""));
            }
            if (path.contains("{")) {
                refuse(responses, "404", "not_found");
            }
        }));
    }

    private static void refuse(ApiResponses responses, String status, String description) {
        responses.addApiResponse(
                status,
                new ApiResponse()
                        .description(description)
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static void asJson(ApiResponse answer) {
        Content content = answer.getContent();
        MediaType any = content == null ? null : content.remove("*/*");
        if (content != null && any != null) {
            content.addMediaType("application/json", any);
        }
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("code", new StringSchema().description("stable"));
    }
}
