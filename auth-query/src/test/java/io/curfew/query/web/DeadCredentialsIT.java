package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.query.support.Endpoints;
import io.curfew.query.support.Endpoints.Endpoint;
import io.curfew.query.support.History;
import io.curfew.query.support.Issuer;
import io.curfew.query.support.QueryService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** No dead credential opens anything, wherever it is presented and however it died. */
class DeadCredentialsIT {
    /** What everybody may see; a new path is not among them unless it is named here. */
    private static final Set<String> PUBLIC = Set.of(
            "/",
            "/ui",
            "/ui/sign-in",
            "/ui/assets/{version}/{name}",
            "/.well-known/ssf-configuration",
            "/ssf/jwks.json");

    private final QueryService service = QueryService.shared();

    @Test
    @DisplayName("every path but the public ones refuses tokens that were logged out or revoked, and bad ones")
    void every_path_refuses_dead_tokens() {
        List<Endpoint> endpoints = Endpoints.of(service).stream()
                .filter(endpoint -> !PUBLIC.contains(endpoint.pattern()))
                .toList();
        assertThat(endpoints).hasSizeGreaterThan(50);

        for (Map.Entry<String, String> dead : deadTokens().entrySet()) {
            for (Endpoint endpoint : endpoints) {
                assertRefused(dead.getKey(), endpoint, "Authorization", "Bearer " + dead.getValue());
                assertRefused(dead.getKey(), endpoint, "Cookie", "accessToken=" + dead.getValue());
            }
        }
    }

    private void assertRefused(String how, Endpoint endpoint, String... credential) {
        String[] headers = {credential[0], credential[1], "Sec-Fetch-Site", "same-origin", "Accept", "*/*"};
        HttpResponse<String> answer = service.send(endpoint.method(), endpoint.path(), headers);

        boolean toSignIn = answer.statusCode() == 302
                && answer.headers().firstValue("Location").orElse("").startsWith("/ui/sign-in");
        assertThat(answer.statusCode() == 401 || toSignIn)
                .as("%s, %s, by %s: %s %s", how, endpoint, credential[0], answer.statusCode(), answer.body())
                .isTrue();
    }

    /** An administrator's, each dead in its own way. */
    private Map<String, String> deadTokens() {
        Map<String, String> tokens = new TreeMap<>();
        String loggedOut = UUID.randomUUID().toString();
        tokens.put("logged out", admin(UUID.randomUUID().toString(), loggedOut));
        service.revocations.revoke(loggedOut);
        // What disabling a user, erasing them and taking a role away come to: one notice for each of their sessions.
        String user = UUID.randomUUID().toString();
        String ofUser = UUID.randomUUID().toString();
        tokens.put("all sessions of the user ended", admin(user, ofUser));
        service.revocations.revoke(ofUser);
        String alone = admin(user, UUID.randomUUID().toString());
        tokens.put("revoked alone", alone);
        Instant now = Instant.now();
        service.revocations.publish(
                new Notice.Token(Notice.Token.hash(tokenId(alone)), now, now.plus(Duration.ofDays(1))));
        tokens.put(
                "expired",
                service.issuer.token(
                        user, "s", "user admin auditor", "curfew", Instant.now().minusSeconds(600)));
        tokens.put("of another issuer", new Issuer().token(user, "s", "user admin auditor"));
        return tokens;
    }

    private static String tokenId(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new JsonMapper().readTree(claims).get("jti").asString();
    }

    private String admin(String user, String session) {
        return service.issuer.token(user, session, "user admin auditor");
    }

    @Test
    void a_file_is_not_written_any_further_for_a_session_that_has_ended() {
        QueryService.unsteady(node -> {
            History history = History.ofSomebody();
            history.login();
            node.publish(history);
            String session = UUID.randomUUID().toString();
            String auditor = node.issuer.token(UUID.randomUUID().toString(), session, "user auditor");
            String events = "user=" + history.user();
            await().until(() -> !json(node.get("/audit/events?" + events, auditor))
                    .get("events")
                    .isEmpty());

            // It waits for what is late, before it writes a line.
            CompletableFuture<HttpResponse<String>> file =
                    CompletableFuture.supplyAsync(() -> node.get("/audit/export?" + events, auditor));
            await().until(() -> node.context().getBean(ExportController.class).running() == 1);
            node.revocations.revoke(session);

            assertThatThrownBy(file::join).hasRootCauseInstanceOf(IOException.class);
        });
    }

    @Test
    @DisplayName("without the listener, which tells dead tokens from live ones, nothing starts")
    void without_the_listener_nothing_starts() {
        assertThatThrownBy(() -> new QueryService("--curfew.listener.enabled=false").close())
                .hasStackTraceContaining("RevocationListener");
    }
}
