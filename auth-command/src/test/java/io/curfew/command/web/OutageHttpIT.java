package io.curfew.command.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Databases;
import io.curfew.command.web.Http.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/** What clients see while something is down: never a 401, never a success that is none. */
class OutageHttpIT {

    @Test
    @DisplayName("a stopped database is 503 with Retry-After everywhere, and never 401")
    void database() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        List<String> surroundings = new ArrayList<>(CoreNode.topics(Broker.address()));
        surroundings.addAll(List.of(
                "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username=postgres",
                "spring.datasource.hikari.connection-timeout=2000"));
        String basic = "Basic " + Base64.getEncoder().encodeToString("orders:a secret of orders".getBytes(UTF_8));
        try (WebNode node =
                WebNode.start(surroundings, List.of(), "curfew.introspection.clients.orders=a secret of orders")) {
            Http http = new Http(node.address());
            Person ann = Person.of(node);
            Device laptop = ann.login();
            Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
            assertThat(http.post("/auth/logout", ann.login().bearer()).status()).isEqualTo(204);

            postgres.close();

            for (Answer answer : new Answer[] {
                ann.tryLogin(ann.password()),
                laptop.refresh(),
                http.post("/auth/logout", laptop.bearer()),
                http.post("/auth/logout", Map.of("refresh_token", laptop.refreshToken())),
                http.post("/auth/logout-all", laptop.bearer()),
                http.post("/auth/register", Map.of("username", "somebody", "password", "long enough")),
                http.post(
                        "/auth/password",
                        Map.of("current_password", ann.password(), "new_password", "long enough"),
                        laptop.bearer()),
                http.post("/admin/revocations", Map.of("kind", "all", "reason", "test"), admin.bearer()),
                http.post("/admin/revocations", Map.of("kind", "all", "dry_run", true), admin.bearer()),
                // A browser with one cookie only: to say that it is logged out would be a lie.
                http.post(
                        "/auth/logout",
                        "Cookie",
                        "accessToken=" + laptop.accessToken(),
                        "Origin",
                        "http://127.0.0.1:8080"),
                http.send(
                        "POST",
                        "/auth/introspect",
                        "application/x-www-form-urlencoded",
                        "token=" + laptop.accessToken(),
                        "Authorization",
                        basic),
                http.get("/revocations/unknown")
            }) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("store_unavailable");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
            assertThat(http.get("/.well-known/jwks.json").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a stopped broker makes a log-out 202 with the Location of its state")
    void broker() {
        EmbeddedKafkaBroker broker = Broker.start();
        List<String> surroundings = new ArrayList<>(Databases.fresh("h2"));
        surroundings.addAll(CoreNode.topics(broker.getBrokersAsString()));
        try (WebNode node = WebNode.start(surroundings, List.of(), "curfew.publish.budget=300ms")) {
            Http http = new Http(node.address());
            Person ann = Person.of(node);
            String spent = ann.login().refreshToken();
            Answer refreshed = http.post("/auth/refresh", Map.of("refresh_token", spent));
            Device laptop = new Device(
                    http,
                    refreshed.text("session_id"),
                    refreshed.text("access_token"),
                    refreshed.text("refresh_token"));
            Device phone = ann.login();
            Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            http.post("/auth/logout", ann.login().bearer()).status())
                    .isEqualTo(204));

            broker.destroy();
            Answer logout = http.post("/auth/logout", laptop.bearer());
            Answer all = http.post("/auth/logout-all", phone.bearer());

            Answer rule = http.post(
                    "/admin/revocations", Map.of("kind", "client", "value", "x", "reason", "test"), admin.bearer());

            assertThat(rule.status()).isEqualTo(202);
            assertThat(rule.header("Location")).isEqualTo("/revocations/" + rule.text("revocation_id"));
            assertThat(http.get(rule.header("Location")).json().get("published").asBoolean())
                    .isFalse();
            assertThat(logout.status()).isEqualTo(202);
            assertThat(logout.header("Location"))
                    .isEqualTo("/revocations/" + logout.header("Curfew-Revocation"))
                    .hasSizeGreaterThan("/revocations/".length() + 16);
            Answer state = http.get(logout.header("Location"));
            assertThat(state.status()).isEqualTo(200);
            assertThat(state.json().get("published").asBoolean()).isFalse();
            assertThat(state.json().get("position").asString()).isEqualTo(logout.header("Curfew-Position"));
            String[] cookie = {"Cookie", "refreshToken=" + laptop.refreshToken(), "Sec-Fetch-Site", "same-origin"};
            for (Answer again : new Answer[] {
                http.post("/auth/logout", laptop.bearer()),
                http.post("/auth/logout", Map.of("refresh_token", laptop.refreshToken())),
                http.post("/auth/logout", Map.of("refresh_token", spent)),
                http.post("/auth/logout", cookie)
            }) {
                assertThat(again.status()).as("not published yet: " + again).isEqualTo(202);
                assertThat(again.header("Location")).isEqualTo(logout.header("Location"));
            }
            assertThat(all.status()).isEqualTo(202);
            assertThat(all.json().get("revoked").asInt()).isEqualTo(1);
            assertThat(laptop.refresh().status()).as("durable all the same").isEqualTo(401);
            assertThat(ann.tryLogin(ann.password()).status()).isEqualTo(200);
        }
    }
}
