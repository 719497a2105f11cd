package io.curfew.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.events.notice.Notice;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.kafka.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFaceIT {
    private static final String NO_KEYS = "http://127.0.0.1:1/jwks.json";

    private static final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
    private static final Map<String, String> SETTINGS = Map.of("CURFEW_MAX_HEADER_BYTES", "8192");
    private static RunningSidecar sidecar;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        sidecar = RunningSidecar.start("https://issuer.test", NO_KEYS, feed, SETTINGS);
    }

    @AfterAll
    static void stop() {
        sidecar.close();
    }

    @AfterEach
    void fresh() {
        feed.recover();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"})
    void a_check_is_answered_whatever_the_method(String method) throws Exception {
        HttpResponse<String> response = send("/check", method);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"curfew\"");
        assertThat(response.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    }

    @Test
    void nginx_is_told_401_and_where_the_real_answer_is() throws Exception {
        feed.goStale();
        HttpResponse<String> two =
                send("/check/nginx", "GET", "X-Original-URI", "/a?access_token=x", "Authorization", "Bearer x.y.z");
        HttpResponse<String> none = send("/check/nginx", "GET");

        assertThat(two.statusCode()).isEqualTo(401);
        assertThat(two.headers().firstValue("X-Curfew-Status")).hasValue("400");
        assertThat(two.headers().firstValue("X-Curfew-Refusal")).hasValue("/refusals/multiple_tokens");
        assertThat(two.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(none.headers().firstValue("X-Curfew-Refusal")).hasValue("/refusals/token_missing");
        assertThat(send("/refusals/revocation_state_stale", "GET").statusCode()).isEqualTo(503);
        assertThat(send("/refusals/unheard_of", "GET").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/check/envoy",
                "/check/envoy/orders/1?scope=a&scope=b",
                "/check/envoy/../../health/live",
                "/check/envoy/%2e%2e/%2e%2e/health/live",
                "/check/envoy//health/live",
                "/check/envoy/a%2Fb;x=1",
                "/check/envoy/..;/..;/health/live"
            })
    void nothing_a_client_writes_behind_envoys_prefix_leads_elsewhere(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .contains("token_missing");
    }

    @Test
    void a_token_in_envoys_path_beside_one_in_the_header_is_a_second() throws Exception {
        assertThat(send("/check/envoy/a?access_token=x", "GET", "Authorization", "Bearer x.y.z")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/check?scope=a&scope=b",
                "/check?scope=a%22b",
                "/check/nginx?scope=",
                "/check?scopes=admin",
                "/check/nginx?scopes=admin",
                "/check?Scope=admin",
                "/check?scope=admin&x=1",
                "/refusals/insufficient_scope?scopes=admin"
            })
    void a_scope_that_is_none_lets_nobody_pass(String path) throws Exception {
        assertThat(send(path, "GET").statusCode()).isEqualTo(400);
    }

    @Test
    void a_request_head_beyond_the_bound_is_refused() throws Exception {
        assertThat(send("/check", "GET", "Authorization", "Bearer " + "x".repeat(9000))
                        .statusCode())
                .isEqualTo(431);
    }

    @Test
    void other_addresses_and_methods_are_named_as_wrong() throws Exception {
        assertThat(send("/", "GET").body()).contains("\"code\":\"not_found\"");
        assertThat(send("/checks", "GET").statusCode()).isEqualTo(404);
        assertThat(send("/revocations", "POST").statusCode()).isEqualTo(405);
        assertThat(send("/health/live", "DELETE").headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void I12_ready_says_whether_the_listener_is_and_live_whether_the_process_is() throws Exception {
        assertThat(send("/health/ready", "GET").statusCode()).isEqualTo(200);

        feed.goStale();

        assertThat(send("/health/ready", "GET").statusCode()).isEqualTo(503);
        assertThat(send("/health/live", "GET").statusCode()).isEqualTo(200);
    }

    @Test
    void under_policy_open_a_stale_node_still_decides_and_stays_ready() throws Exception {
        InMemoryNoticeFeed other = new InMemoryNoticeFeed();
        try (RunningSidecar open =
                RunningSidecar.start("https://issuer.test", NO_KEYS, other, Map.of("CURFEW_POLICY", "OPEN"))) {
            other.goStale();

            assertThat(send(open.port(), "/health/ready", "GET").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_snapshot_holds_what_is_in_force_and_a_stale_node_gives_none() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        feed.publish(new Notice.Session("quote\"d", now, Instant.ofEpochMilli(now.toEpochMilli() + 900_000)));
        feed.publish(new Notice.All(Instant.ofEpochMilli(1000), now, now.plusSeconds(900)));

        HttpResponse<String> snapshot = send("/revocations", "GET");
        assertThat(snapshot.body())
                .startsWith("{\"last_event_id\":\"")
                .contains("\"node\":{\"state\":\"READY\",\"ready\":true}")
                .contains("{\"kind\":\"session\",\"id\":\"quote\\\"d\",\"expires_at\":" + (now.toEpochMilli() + 900_000)
                        + "}")
                .contains("{\"kind\":\"all\",\"not_before\":1000,");

        feed.goStale();
        assertThat(send("/revocations", "GET").body()).contains("\"code\":\"not_ready\"");
    }

    @Test
    void after_the_stop_nobody_is_served() throws Exception {
        int port = FreePort.next(); // that nobody else gets once it has stopped
        RunningSidecar stopping = RunningSidecar.start(
                "https://issuer.test", NO_KEYS, new InMemoryNoticeFeed(), Map.of("CURFEW_PORT", String.valueOf(port)));
        assertThat(send(port, "/check", "GET").statusCode()).isEqualTo(401);
        stopping.close();

        assertThatThrownBy(() -> send(port, "/check", "GET")).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> send(String path, String method, String... headers) throws Exception {
        return send(sidecar.port(), path, method, headers);
    }

    private HttpResponse<String> send(int port, String path, String method, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sidecar.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
