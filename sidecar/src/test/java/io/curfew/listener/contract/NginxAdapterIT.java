package io.curfew.listener.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.contract.BadTokens.Row;
import io.curfew.listener.contract.TokenForge.Draft;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@DisplayName("A real nginx with auth_request and the sidecar")
@EnabledIf(value = "nginxIsHere", disabledReason = "no nginx on this machine")
class NginxAdapterIT extends AdapterContract {
    /** nginx refuses two of these headers before it asks anybody, with a page of its own; see docs/sidecar.md. */
    private static final Set<String> NGINX_ANSWERS_ITSELF = Set.of("two headers", "two schemes");

    NginxAdapterIT() {
        super(NginxAdapter::new);
    }

    static boolean nginxIsHere() {
        return NginxAdapter.program() != null;
    }

    static Stream<Row> rows() {
        return BadTokens.all().filter(row -> !NGINX_ANSWERS_ITSELF.contains(row.name()));
    }

    @Test
    void two_authorization_headers_are_400_too() throws Exception {
        try (TokenForge forge = new TokenForge();
                NginxAdapter nginx = new NginxAdapter(forge.jwksUri(), new InMemoryNoticeFeed())) {
            String token = BadTokens.good(forge);
            Sent two = new Sent(List.of("Bearer " + token, "Bearer " + token), null);

            assertThat(nginx.send("/hello", two).status()).isEqualTo(400);
        }
    }

    @Test
    void without_the_sidecar_nobody_passes_and_clients_are_told_to_try_again() throws Exception {
        try (TokenForge forge = new TokenForge();
                NginxAdapter nginx = new NginxAdapter(forge.jwksUri(), new InMemoryNoticeFeed())) {
            Sent good = Sent.bearer(BadTokens.good(forge));
            assertThat(nginx.send("/hello", good).status()).isEqualTo(200);

            nginx.stopSidecar();

            assertThat(nginx.send("/hello", good)).isEqualTo(Answer.of(BearerAnswer.STATE_STALE));
        }
    }

    @Test
    void a_client_cannot_say_itself_who_it_is_and_what_the_service_answers_stays() throws Exception {
        try (TokenForge forge = new TokenForge();
                NginxAdapter nginx = new NginxAdapter(forge.jwksUri(), new InMemoryNoticeFeed())) {
            String token = forge.sign(new Draft().without("client_id").claim("sub", "somebody"));
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + nginx.port() + "/hello"))
                    .header("Authorization", "Bearer " + token)
                    .header("X-Curfew-Subject", "admin");

            assertThat(send(request).body()).isEqualTo("hello somebody");
            // A method other than GET, with a body, is asked about without it.
            assertThat(send(request.POST(HttpRequest.BodyPublishers.ofString("x".repeat(10_000))))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(nginx.send("/broken", Sent.bearer(token)).body()).isEqualTo("the service's own");
        }
    }

    @Test
    void the_documented_gate_has_no_way_around_it_by_spelling() throws Exception {
        try (TokenForge forge = new TokenForge();
                NginxAdapter nginx = new NginxAdapter(forge.jwksUri(), new InMemoryNoticeFeed())) {
            Sent user = Sent.bearer(BadTokens.good(forge));
            Map<String, Integer> statuses = new LinkedHashMap<>();
            for (String path : List.of(
                    "/admin/hello",
                    "/ADMIN/hello",
                    "/admin",
                    "/Admin/",
                    "//admin/hello",
                    "/%61dmin/hello",
                    "/admin%2Fhello",
                    "/admin;x=1/hello",
                    "/hello/../admin/hello",
                    "/admin.json")) {
                statuses.put(path, nginx.send(path, user).status());
            }

            assertThat(statuses.values()).as(statuses.toString()).containsOnly(403);
            assertThat(nginx.send("/administration", user).status()).isEqualTo(200);
        }
    }

    @Test
    void a_gate_with_a_misspelt_parameter_lets_nobody_pass() throws Exception {
        try (TokenForge forge = new TokenForge();
                NginxAdapter nginx = new NginxAdapter(
                        forge.jwksUri(), new InMemoryNoticeFeed(), text -> text.replace("?scope=", "?scopes="))) {
            Sent admin = Sent.bearer(forge.sign(new Draft().claim("scope", "admin")));

            assertThat(nginx.send("/admin/hello", admin).status()).isEqualTo(503);
            assertThat(nginx.send("/hello", admin).status()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
