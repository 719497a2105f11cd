package io.curfew.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every way to log out, and that each is refused at every node. */
interface LoggingOut extends Stage {

    @Test
    @DisplayName("M8 M10 M12 M17 a logout is refused at every node; the other device stays signed in")
    default void logout() {
        isAcceptedEverywhere(laptop());

        assertThat(laptop().logout().status()).isEqualTo(204);

        isRefusedEverywhere(laptop());
        assertThat(laptop().refresh().status()).isEqualTo(401);
        assertThat(laptop().logout().status()).as("asked for again").isEqualTo(204);
        isAcceptedEverywhere(phone());
        assertThat(phone().refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M9 M17 logout-all ends every device at every node and says how many")
    default void logout_all() {
        Answer answer = laptop().call("POST", "/auth/logout-all", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(2);
        isRefusedEverywhere(laptop());
        isRefusedEverywhere(phone());
    }

    @Test
    @DisplayName("M12 a logout can name another session of the same user, or all")
    default void logout_names_another_session() {
        assertThat(laptop().call("POST", "/auth/logout", Map.of("refresh_token", phone().refreshToken()))
                        .status())
                .isEqualTo(204);
        isRefusedEverywhere(phone());
        isAcceptedEverywhere(laptop());

        Device tablet = Device.login(platform(), user(), PASSWORD, "tablet");
        assertThat(laptop().call("POST", "/auth/logout", Map.of("all_devices", true))
                        .status())
                .isEqualTo(204);
        isRefusedEverywhere(tablet);
        isRefusedEverywhere(laptop());
    }

    @Test
    @DisplayName("M13 a refresh token alone logs out, again and again")
    default void logout_by_refresh_token() {
        for (int i = 0; i < 2; i++) {
            assertThat(post("/auth/logout", Map.of("refresh_token", laptop().refreshToken()))
                            .status())
                    .isEqualTo(204);
            isRefusedEverywhere(laptop());
        }
    }

    @Test
    @DisplayName("M11 the cookie variant logs out, clears both cookies and is idempotent")
    default void cookies() {
        Answer login = post("/auth/login", Map.of("username", user(), "password", PASSWORD, "delivery", "cookie"));
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.cookies()).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .contains("HttpOnly", "Secure", "SameSite=Strict"));
        String access = CookieJar.value(login, "accessToken");
        String refresh = CookieJar.value(login, "refreshToken");
        String cookies = "accessToken=" + access + "; refreshToken=" + refresh;

        for (int i = 0; i < 2; i++) {
            Answer logout = Http.send(
                    "POST",
                    platform().frontDoor().resolve("/auth/logout"),
                    null,
                    "Cookie",
                    cookies,
                    "Sec-Fetch-Site",
                    "same-origin");
            assertThat(logout.status()).isEqualTo(200);
            assertThat(logout.json().get("message").asString()).isEqualTo("Logged out successfully");
            assertThat(logout.json().get("revoked").asInt()).isEqualTo(i == 0 ? 1 : 0);
            // The refresh token's on each path where it can have been set.
            assertThat(logout.cookies()).hasSize(3).allSatisfy(cookie -> assertThat(cookie)
                    .contains("Max-Age=0", "HttpOnly", "Secure", "SameSite=Strict"));
        }
        isRefusedEverywhere(access);
    }

    @Test
    @DisplayName("M16 every path is also below /api/v1, with or without a trailing slash")
    default void api_v1() {
        assertThat(laptop().call("GET", "/api/v1/auth/sessions/", null).status())
                .isEqualTo(200);
        assertThat(laptop().call("POST", "/api/v1/auth/logout/", null).status()).isEqualTo(204);
        isRefusedEverywhere(laptop());
        assertThat(phone().call("POST", "/api/v1/auth/logout", null).status()).isEqualTo(204);
        isRefusedEverywhere(phone());
    }

    private Answer post(String path, Map<String, ?> body) {
        return Http.send("POST", platform().frontDoor().resolve(path), body);
    }
}
