package io.curfew.command.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The answers of every operation, for the description of the HTTP face. */
final class OpenApiResponses {
    private static final String PROBLEM = "Problem";
    private static final Set<String> DONE = Set.of("200", "201");
    private static final Set<String> NO_CONTENT = Set.of("/auth/logout", "/auth/password");
    private static final Set<String> OPEN =
            Set.of("/auth/register", "/auth/login", "/auth/refresh", "/auth/introspect");

    private static final Set<String> CLIENTS = Set.of("/auth/login", "/auth/refresh");

    private static final Map<String, String> REAUTHENTICATED = Map.of(
            "403", "csrf_check_failed, reauthentication_required or wrong_password; the last two by cookie only",
            "429", "too_many_attempts, with Retry-After; by cookie only");

    private static final Map<String, Map<String, String>> REFUSALS = Map.of(
            "/auth/register", Map.of("409", "username_taken", "429", "too_many_attempts, with Retry-After"),
            "/auth/login",
                    Map.of(
                            "401", "invalid_credentials, or invalid_client",
                            "403", "csrf_check_failed",
                            "429", "too_many_attempts, with Retry-After"),
            "/auth/introspect",
                    Map.of(
                            "401", "invalid_client (RFC 6749, section 5.2)",
                            "403", "unauthorized_client: it may not introspect"),
            "/auth/refresh", Map.of("401", "invalid_grant, or invalid_client", "403", "csrf_check_failed"),
            "/auth/logout-all", REAUTHENTICATED,
            "/auth/sessions/others", REAUTHENTICATED,
            "/auth/password",
                    Map.of(
                            "403", "wrong_password, or csrf_check_failed",
                            "409", "account_changed",
                            "429", "too_many_attempts, with Retry-After"));

    private OpenApiResponses() {}

    static void describe(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getPaths().forEach((path, item) -> item.readOperations().forEach(operation -> {
            boolean ends = item.getDelete() != null
                    || path.startsWith("/auth/logout")
                    || (path.startsWith("/admin") && item.getGet() == null)
                    || NO_CONTENT.contains(path);
            describe(path, operation, ends);
        }));
    }

    private static void describe(String path, Operation operation, boolean ends) {
        // The same method serves all variants of a path; the numbers springdoc adds depend on their order.
        operation.setOperationId(operation.getOperationId().replaceFirst("_\\d+$", ""));
        ApiResponses responses = operation.getResponses();
        // springdoc adds what the advice may answer, without a word on when.
        responses.keySet().removeIf(status -> !DONE.contains(status));
        responses.values().forEach(OpenApiResponses::asJson);
        if (ends) {
            ending(path, operation, responses);
        }
        if (operation.getRequestBody() != null || path.startsWith("/auth/")) {
            refuse(responses, "400", "A body or header that is not acceptable; the code says why");
        }
        if (CLIENTS.contains(path)) {
            refuse(
                    responses,
                    "400",
                    "A body or header that is not acceptable, unknown_client, unauthorized_client or invalid_target");
        }
        if (path.equals("/auth/history-accesses")) {
            responses.remove("200");
            responses.addApiResponse(
                    "204",
                    new ApiResponse()
                            .description("An export is recorded, a read is taken down and recorded within the minute"));
            authenticated(operation, responses);
            refuse(responses, "403", "insufficient_scope: neither an auditor nor an administrator");
        }
        REFUSALS.getOrDefault(path, Map.of()).forEach((status, codes) -> refuse(responses, status, codes));
        if (path.startsWith("/admin")) {
            refuse(responses, "403", "insufficient_scope: not an administrator");
        }
        if (path.equals("/admin/revocations")) {
            rules(responses);
        }
        if (path.contains("{id}")) {
            refuse(responses, "404", "session_not_found, user_not_found or revocation_not_found");
        }
        refuse(responses, "503", "store_unavailable or busy, with Retry-After");
        Map<String, ApiResponse> sorted = new TreeMap<>(responses);
        responses.clear();
        responses.putAll(sorted);
    }

    private static void rules(ApiResponses responses) {
        ApiResponse ok = Objects.requireNonNull(responses.get("200"), "springdoc describes it");
        responses.addApiResponse(
                "201", new ApiResponse().description("Added and published").content(ok.getContent()));
        ok.setDescription("What a dry run counts");
        refuse(responses, "404", "session_not_found: a rule about a session needs an active one");
        refuse(responses, "422", "not_before_in_future");
    }

    private static void ending(String path, Operation operation, ApiResponses responses) {
        boolean empty = NO_CONTENT.contains(path) || path.endsWith("/disable") || path.equals("/auth/sessions/{id}");
        if (empty) {
            ApiResponse ok = responses.remove("200");
            responses.addApiResponse("204", new ApiResponse().description("Ended and published"));
            if (path.equals("/auth/logout") && ok != null) {
                responses.addApiResponse("200", new ApiResponse().description("The same, for the cookie variant"));
            }
        }
        waiting(operation);
        responses.addApiResponse(
                "202",
                new ApiResponse()
                        .description(
                                "Ended and durable, but not yet published, or, with Prefer: wait=seconds (RFC 7240) or"
                                        + " ?wait=applied, not known to be applied by every node; Location tells its state"));
        if (OPEN.contains(path)) {
            unauthenticated(responses);
        } else {
            authenticated(operation, responses);
        }
    }

    private static void authenticated(Operation operation, ApiResponses responses) {
        unauthenticated(responses);
        operation.setSecurity(List.of(
                new SecurityRequirement().addList(OpenApiConfiguration.BEARER),
                new SecurityRequirement().addList(OpenApiConfiguration.COOKIE)));
    }

    private static void unauthenticated(ApiResponses responses) {
        refuse(responses, "401", "token_missing, token_invalid or session_revoked, with WWW-Authenticate (RFC 6750)");
    }

    private static void waiting(Operation operation) {
        operation.addParametersItem(new Parameter()
                .in("header")
                .name("Prefer")
                .description("wait=seconds (RFC 7240): answer only when every node has applied it, 10 s at most;"
                        + " Curfew-Receipt says complete, pending or unknown")
                .schema(new StringSchema()));
        operation.addParametersItem(new Parameter()
                .in("query")
                .name("wait")
                .description("The same as Prefer: wait=2")
                .schema(new StringSchema()._enum(List.of("applied"))));
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
