package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import io.curfew.events.personal.KeyWrap;
import io.curfew.events.personal.PersonalField;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad input: a 4xx with a stable code, nothing changed, nothing leaked. */
@ResourceLock(WebNode.QUIET)
class BadInputHttpIT {
    private static WebNode node;
    private static Http http;
    private static Person ann;

    @BeforeAll
    static void start() {
        node = WebNode.quiet();
        http = new Http(node.address());
        ann = Person.of(node);
    }

    @ParameterizedTest
    @MethodSource("io.curfew.command.web.BadBodies#all")
    void bad_bodies_are_named_problems_and_change_nothing(
            String path, String type, String body, int status, String code) {
        long before = rows();

        Answer answer = http.send("POST", path, type, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        if (code != null) {
            assertThat(answer.code()).isEqualTo(code);
        }
        assertThat(answer.response().body()).doesNotContain("io.curfew", "tools.jackson", "Exception");
        assertThat(rows()).isEqualTo(before);
    }

    private static long rows() {
        JdbcTemplate jdbc = node.bean(JdbcTemplate.class);
        Long rows = jdbc.queryForObject(
                "select (select count(*) from account) + (select count(*) from session_event)", Long.class);
        return rows == null ? -1 : rows;
    }

    @Test
    void a_chunked_body_has_the_same_limit() throws IOException {
        String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
        String answer = raw("POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"body_too_large\"");
    }

    @Test
    void hostile_text_is_only_text() {
        String name = "'; drop table account; -- <script>alert(1)</script> ${jndi:ldap://x/a} %s%n";
        Answer login = http.post(
                "/auth/login",
                Map.of("username", ann.username(), "password", ann.password(), "device_name", name),
                "User-Agent",
                "<script>" + "u".repeat(3000));

        assertThat(login.status()).isEqualTo(200);
        assertThat(http.post("/auth/login", Map.of("username", "' or '1'='1", "password", "' or '1'='1"))
                        .status())
                .isEqualTo(401);
        assertThat(ann.login().bearerWorks()).isTrue();
        JsonNode started = started(1);
        assertThat(opened(started, PersonalField.DEVICE_NAME)).hasValue(name);
        assertThat(opened(started, PersonalField.USER_AGENT)).hasValue("<script>" + "u".repeat(504));
    }

    private static JsonNode started(int before) {
        return JsonMapper.shared()
                .readTree(node.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select payload from session_event where payload_type = 'session.started'"
                                        + " order by global_index desc limit 1 offset ?",
                                byte[].class,
                                before));
    }

    private static Optional<String> opened(JsonNode started, PersonalField field) {
        String wrapped = node.bean(JdbcTemplate.class)
                .queryForObject(
                        "select wrapped_key from personal_data_key where user_id = ?", String.class, ann.userId());
        return new KeyWrap(null)
                .unwrap(ann.userId(), wrapped)
                .open(
                        ann.userId(),
                        started.get("session_id").asString(),
                        field,
                        started.get(field.fieldName()).asString());
    }

    @Test
    void two_tokens_are_one_too_many() {
        Device laptop = ann.login();

        Answer answer =
                http.post("/auth/logout", "Authorization", laptop.bearer()[1], "Authorization", laptop.bearer()[1]);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("multiple_tokens");
        assertThat(laptop.bearerWorks()).isTrue();
    }

    @Test
    void a_token_in_the_query_is_ignored() {
        Device laptop = ann.login();

        Answer answer = http.post("/auth/logout-all?access_token=" + laptop.accessToken());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token_missing");
    }

    @Test
    void absurd_requests_are_refused_before_they_reach_anything() throws IOException {
        String hugeHeader = raw("GET / HTTP/1.1\r\nHost: x\r\nX-Absurd: " + "a".repeat(40_000) + "\r\n\r\n");
        String badTarget = raw("GET /a|b<c> HTTP/1.1\r\nHost: x\r\n\r\n");
        String noHost = raw("GET / HTTP/1.1\r\n\r\n");
        String traversal = raw("GET /auth/..%2f..%2fadmin HTTP/1.1\r\nHost: x\r\n\r\n");
        String semicolon = raw("POST /auth/login;a=b HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

        for (String answer : new String[] {hugeHeader, badTarget, noHost, traversal, semicolon}) {
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html", "Apache", "Exception");
        }
        for (String answer : new String[] {traversal, semicolon, badTarget}) {
            assertThat(answer).contains("application/problem+json", "\"code\":\"bad_request\"");
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), node.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException e) {
            throw new IOException("the server reset the connection", e);
        }
    }
}
