package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.web.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever this service answers, with a token that is dead it answers nothing that takes a token. */
class DeadTokensHttpIT {
    /** What anybody may ask for: a new one of these is a decision. */
    private static final Set<String> OPEN = Set.of(
            "/auth/register",
            "/auth/login",
            "/auth/refresh",
            "/auth/logout",
            "/auth/introspect",
            "/revocations/{id}",
            "/.well-known/jwks.json",
            "/.well-known/oauth-authorization-server",
            "/.well-known/oauth-authorization-server/{*path}");

    private final WebNode node = WebNode.shared();
    private final Http http = new Http(node.address());

    private Device admin;

    @BeforeEach
    void an_administrator() {
        admin = admin();
    }

    private Device admin() {
        return new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
    }

    /** Somebody who was made an administrator long ago. */
    private Person otherAdministrator() {
        Person other = Person.of(node);
        roles(other, "USER,ADMIN");
        return other;
    }

    private void roles(Person person, String roles) {
        assertThat(node.bean(JdbcTemplate.class)
                        .update("update account set roles = ? where id = ?", roles, person.userId()))
                .isOne();
    }

    /** Everything that takes a token, as method and path. */
    private List<String[]> guarded() {
        List<String[]> all = node
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(info -> info.getMethodsCondition().getMethods().stream()
                        .flatMap(method ->
                                info.getPatternValues().stream().map(pattern -> new String[] {method.name(), pattern})))
                .filter(each -> !each[1].startsWith("/api/v1/") && !each[1].startsWith("/v3/api-docs"))
                .filter(each -> !OPEN.contains(each[1]) && !each[1].equals("/error"))
                .map(each -> new String[] {
                    each[0], each[1].replaceAll("\\{[^}]*}", UUID.randomUUID().toString())
                })
                .toList();
        assertThat(new TreeSet<>(all.stream().map(each -> each[1]).toList()))
                .contains("/admin/outbox", "/admin/revocations", "/auth/logout-all", "/auth/password");
        return all;
    }

    private void refusesAll(Device device) {
        for (String[] each : guarded()) {
            Answer answer = http.send(each[0], each[1], "application/json", "{}", device.bearer());
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("session_revoked");
        }
    }

    @Test
    void a_logged_out_administrator() {
        assertThat(http.post("/auth/logout", admin.bearer()).status()).isEqualTo(204);

        refusesAll(admin);
    }

    @Test
    void a_disabled_and_an_erased_administrator() {
        for (String how : List.of("disable", "erase")) {
            Person other = otherAdministrator();
            Device device = other.login();
            assertThat(http.get("/admin/outbox", device.bearer()).status()).isEqualTo(200);
            assertThat(http.post("/admin/users/" + other.userId() + "/" + how, admin.bearer())
                            .status())
                    .isBetween(200, 204);

            refusesAll(device);
        }
    }

    @Test
    void an_administrator_who_is_none_any_more() {
        Person other = otherAdministrator();
        Device device = other.login();
        String revocation = http.post("/auth/logout", other.login().bearer()).header("Curfew-Revocation");
        await().untilAsserted(() -> assertThat(
                        http.get("/revocations/" + revocation, device.bearer()).status())
                .isEqualTo(200));
        roles(other, "USER");

        List<String[]> administration =
                guarded().stream().filter(each -> each[1].startsWith("/admin/")).toList();

        assertThat(administration).isNotEmpty();
        for (String[] each : administration) {
            Answer answer = http.send(each[0], each[1], "application/json", "{}", device.bearer());
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("insufficient_scope");
        }
        assertThat(device.bearerWorks()).as("a person like others").isTrue();
        String basic = Base64.getEncoder()
                .encodeToString(("orders:" + WebNode.ORDERS_SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(http.send(
                                "POST",
                                "/auth/introspect",
                                "application/x-www-form-urlencoded",
                                "token=" + device.accessToken(),
                                "Authorization",
                                "Basic " + basic)
                        .text("scope"))
                .as("what services are told")
                .isEqualTo("user");
    }

    @Test
    void a_receipt_names_nodes_to_no_dead_token() {
        Answer answer = http.post("/auth/logout", admin().bearer());
        String path = "/revocations/" + answer.header("Curfew-Revocation");
        assertThat(http.post("/auth/logout", admin.bearer()).status()).isEqualTo(204);

        Stream.of(http.get(path, admin.bearer()), http.get(path)).forEach(told -> {
            assertThat(told.status()).isEqualTo(200);
            assertThat(told.response().body()).doesNotContain("\"service\"", "\"node\":");
        });
    }
}
