package io.curfew.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.client.Platform;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Being signed in: tokens, their refresh, and what a node answers to whom. */
interface SigningIn extends Stage {

    @Test
    @DisplayName("M2 login answers tokens, and every node accepts the access token")
    default void login() {
        Answer answer = laptop().login(PASSWORD);

        assertThat(answer.json().get("expires_in").asInt()).isEqualTo(900);
        assertThat(answer.json().get("token_type").asString()).isEqualToIgnoringCase("Bearer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        JsonNode claims = Stage.claims(laptop().accessToken());
        assertThat(claims.get("sid").asString()).isEqualTo(laptop().sessionId());
        assertThat(claims.get("jti").asString()).isNotBlank();
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(900);
        isAcceptedEverywhere(laptop());
    }

    @Test
    @DisplayName("M1 M3 a refresh rotates; the session goes on; garbage is refused")
    default void refresh() {
        String first = laptop().refreshToken();

        assertThat(laptop().refresh().status()).isEqualTo(200);

        assertThat(laptop().refreshToken()).isNotEqualTo(first);
        isAcceptedEverywhere(laptop());
        Answer refused = laptop().refreshWith("A".repeat(43));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().get("code").asString()).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("M3 a refresh token reused after the leeway ends its session everywhere, and only it")
    default void reuse() {
        String spent = laptop().refreshToken();
        assertThat(laptop().refresh().status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> laptop().refreshWith(spent).status() == 401);

        isRefusedEverywhere(laptop());
        assertThat(laptop().refresh().status()).isEqualTo(401);
        isAcceptedEverywhere(phone());
    }

    @Test
    @DisplayName("M15 no token, a bad token and too little right get their own answers")
    default void resource_answers() {
        for (Platform.Node node : platform().nodes()) {
            Answer none = Http.send("GET", node.uri().resolve("/hello"), null);
            assertThat(none.status()).isEqualTo(401);
            assertThat(none.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error");
            Answer bad = Http.send("GET", node.uri().resolve("/hello"), null, "Authorization", "Bearer x.y.z");
            assertThat(bad.status()).isEqualTo(401);
            assertThat(bad.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            Answer forbidden = Http.send(
                    "GET",
                    node.uri().resolve("/admin/hello"),
                    null,
                    "Authorization",
                    "Bearer " + laptop().accessToken());
            assertThat(forbidden.status()).isEqualTo(403);
            assertThat(forbidden.header("WWW-Authenticate")).contains("insufficient_scope");
        }
    }
}
