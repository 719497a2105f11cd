package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.running.CoreNode;
import io.curfew.command.running.ManualClock;
import io.curfew.command.web.Http.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the passing of time does: leeway, expiry, back-off, key rotation. */
class TimeHttpIT {
    private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private static WebNode node;
    private static Http http;

    private Person ann;
    private Device laptop;
    private Device phone;

    /** No configuration class: the component scan of the service would find it in every test. */
    static class Time {
        @Bean
        @Primary
        Clock testClock() {
            return CLOCK;
        }
    }

    @BeforeAll
    static void start() {
        node = WebNode.start(
                CoreNode.surroundings("h2"),
                List.of(Time.class),
                "curfew.keys.rotate-every=2d",
                "curfew.throttle.account-burst=12");
        http = new Http(node.address());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void a_person_with_two_devices() {
        CLOCK.advance(Duration.ofHours(2));
        ann = Person.of(node);
        laptop = ann.login();
        phone = ann.login();
    }

    @Test
    @DisplayName("M3 a refresh token reused after the leeway ends its session, and only it")
    void reuse() {
        String successor = laptop.refresh().text("refresh_token");
        CLOCK.advance(Duration.ofSeconds(31));

        Answer reused = laptop.refresh();

        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.code()).isEqualTo("invalid_grant");
        assertThat(http.post("/auth/refresh", Map.of("refresh_token", successor))
                        .status())
                .isEqualTo(401);
        assertThat(phone.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M1 a refresh token is good for seven days and not longer")
    void seven_days() {
        CLOCK.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(phone.refresh().status()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(2));
        assertThat(laptop.refresh().status()).isEqualTo(401);
    }

    @Test
    void an_expired_token_ends_its_own_session_and_nothing_else() {
        CLOCK.advance(Duration.ofMinutes(15));

        for (Answer answer : new Answer[] {
            http.post("/auth/logout-all", laptop.bearer()),
            http.delete("/auth/sessions/others", laptop.bearer()),
            http.post("/auth/logout", Map.of("all_devices", true), laptop.bearer()),
            http.post("/auth/logout", Map.of("refresh_token", phone.refreshToken()), laptop.bearer())
        }) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("token_invalid");
            assertThat(answer.header("WWW-Authenticate")).contains("The access token expired");
        }
        assertThat(http.post("/auth/logout", laptop.bearer()).status()).isEqualTo(204);
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(phone.refresh().status()).isEqualTo(200);
    }

    @Test
    void failures_wait_longer_and_longer_and_a_success_ends_that() {
        for (int i = 0; i < 5; i++) {
            assertThat(ann.tryLogin("not the password").status()).isEqualTo(401);
        }
        Answer tooSoon = ann.tryLogin(ann.password());
        assertThat(tooSoon.status()).isEqualTo(429);
        assertThat(tooSoon.code()).isEqualTo("too_many_attempts");
        assertThat(tooSoon.header("Retry-After")).isEqualTo("1");

        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(ann.tryLogin("not the password").status()).isEqualTo(401);
        assertThat(ann.tryLogin(ann.password()).header("Retry-After")).isEqualTo("2");
        CLOCK.advance(Duration.ofSeconds(2));
        assertThat(ann.tryLogin(ann.password()).status()).isEqualTo(200);
        assertThat(ann.tryLogin("not the password").status()).isEqualTo(401);
        assertThat(ann.tryLogin(ann.password()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("keys rotate with overlap: published before they sign, and until the last token has expired")
    void key_rotation() {
        String oldKid = kid(laptop.accessToken());
        int before = keys();
        assertThat(before).isBetween(1, 3);

        CLOCK.advance(Duration.ofDays(2).plusHours(1));
        Device atNewKey = ann.login();
        boolean published = http.get("/.well-known/jwks.json").response().body().contains(kid(atNewKey.accessToken()));
        CLOCK.advance(Duration.ofHours(3));
        Device later = ann.login();

        assertThat(published).isTrue();
        assertThat(kid(later.accessToken())).isNotEqualTo(oldKid);
        assertThat(later.bearerWorks()).isTrue();
        assertThat(http.post("/auth/logout", laptop.bearer()).status())
                .as("the key of the old token is gone for long")
                .isEqualTo(401);
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    private static int keys() {
        return http.get("/.well-known/jwks.json").json().get("keys").size();
    }

    private static String kid(String token) {
        String header = new String(
                java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                java.nio.charset.StandardCharsets.UTF_8);
        return new tools.jackson.databind.json.JsonMapper()
                .readTree(header)
                .get("kid")
                .asString();
    }
}
