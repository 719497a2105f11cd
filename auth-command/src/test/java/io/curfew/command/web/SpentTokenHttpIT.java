package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A refresh token that was spent: answered as the last rotation's lost answer, else the end of its session. */
class SpentTokenHttpIT {
    private static final String AGENT = "Firefox of ann";

    private final WebNode node = WebNode.shared();
    private final Http http = new Http(node.address());

    private Person ann;
    private Device laptop;

    @BeforeEach
    void a_person() {
        ann = Person.of(node);
        laptop = ann.login();
    }

    private Answer refresh(String token, String... headers) {
        return http.post("/auth/refresh", Map.of("refresh_token", token), headers);
    }

    private String rotated(String token, String... headers) {
        Answer answer = refresh(token, headers);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.text("refresh_token");
    }

    private List<String> events() {
        return node.bean(JdbcTemplate.class)
                .queryForList(
                        "select payload_type from session_event where aggregate_identifier = ? order by sequence_number",
                        String.class,
                        ann.userId());
    }

    private void ended(String... current) {
        assertThat(events()).contains("session.refresh_token_reused").endsWith("session.revoked");
        for (String token : current) {
            assertThat(refresh(token).status()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("R1 → R2 → R3: R1 does not ride along, it ends the session")
    void a_token_spent_before_the_last_is_reuse() {
        String second = rotated(laptop.refreshToken());
        String third = rotated(second);

        assertThat(laptop.refresh().code()).isEqualTo("invalid_grant");

        ended(third);
    }

    @Test
    void the_last_rotation_is_answered_again_and_each_time_is_an_event() {
        String second = rotated(laptop.refreshToken());

        assertThat(rotated(laptop.refreshToken())).isEqualTo(second);
        assertThat(rotated(laptop.refreshToken())).isEqualTo(second);

        assertThat(events())
                .containsExactly(
                        "session.started", "session.refreshed", "session.refresh_replayed", "session.refresh_replayed");
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("once the access token granted with the successor was presented, its answer had arrived")
    void after_the_access_token_was_presented_it_is_reuse() {
        Answer answer = laptop.refresh();
        Device now = new Device(http, laptop.sessionId(), answer.text("access_token"), answer.text("refresh_token"));
        assertThat(now.bearerWorks()).isTrue();

        assertThat(laptop.refresh().code()).isEqualTo("invalid_grant");

        ended(now.refreshToken());
    }

    @Test
    void the_access_token_of_the_login_proves_nothing_about_the_rotation() {
        assertThat(laptop.bearerWorks()).isTrue();
        String second = rotated(laptop.refreshToken());
        assertThat(laptop.bearerWorks()).isTrue();

        assertThat(rotated(laptop.refreshToken())).isEqualTo(second);
    }

    @Test
    void after_the_access_token_was_introspected_it_is_reuse() {
        Answer answer = laptop.refresh();
        String basic = Base64.getEncoder()
                .encodeToString(("orders:" + WebNode.ORDERS_SECRET).getBytes(StandardCharsets.UTF_8));
        Answer introspected = http.send(
                "POST",
                "/auth/introspect",
                "application/x-www-form-urlencoded",
                "token=" + answer.text("access_token"),
                "Authorization",
                "Basic " + basic);
        assertThat(introspected.json().get("active").asBoolean()).isTrue();

        assertThat(laptop.refresh().code()).isEqualTo("invalid_grant");

        ended(answer.text("refresh_token"));
    }

    @Test
    void from_another_user_agent_it_is_reuse() {
        String second = rotated(laptop.refreshToken(), "User-Agent", AGENT);

        assertThat(refresh(laptop.refreshToken(), "User-Agent", "curl").code()).isEqualTo("invalid_grant");

        ended(second);
    }

    @Test
    @DisplayName("eight tabs that send the same token at once are all answered with the same successor")
    void eight_tabs() throws Exception {
        Callable<String> tab = () -> rotated(laptop.refreshToken(), "User-Agent", AGENT);
        ExecutorService tabs = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers =
                    tabs.invokeAll(Stream.generate(() -> tab).limit(8).toList());

            String successor = answers.get(0).get();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(successor);
            }
            assertThat(refresh(successor, "User-Agent", AGENT).status()).isEqualTo(200);
        } finally {
            tabs.shutdownNow();
        }
    }

    @Test
    @DisplayName("a log-out by a token spent before the last ends the session and is recorded as reuse")
    void a_log_out_by_a_spent_token_is_reuse() {
        String third = rotated(rotated(laptop.refreshToken()));

        assertThat(http.post("/auth/logout", Map.of("refresh_token", laptop.refreshToken()))
                        .status())
                .isEqualTo(204);

        ended(third);
    }

    @Test
    void a_log_out_by_a_cookie_with_a_token_spent_before_the_last_is_reuse() {
        String third = rotated(rotated(laptop.refreshToken()));

        Answer answer = http.post(
                "/auth/logout", "Cookie", "refreshToken=" + laptop.refreshToken(), "Sec-Fetch-Site", "same-origin");

        assertThat(answer.status()).isEqualTo(200);
        ended(third);
    }

    @Test
    void of_two_tokens_of_one_session_in_a_browser_the_current_one_counts() {
        String third = rotated(rotated(laptop.refreshToken()));

        Answer answer = http.post(
                "/auth/refresh",
                "Cookie",
                "refreshToken=" + laptop.refreshToken() + "; refreshToken=" + third,
                "Sec-Fetch-Site",
                "same-origin");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(events()).doesNotContain("session.refresh_token_reused");
    }
}
