package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.command.StartRefusedException;
import io.curfew.command.account.Account;
import io.curfew.command.account.AccountChangedException;
import io.curfew.command.account.Accounts;
import io.curfew.command.account.Role;
import io.curfew.command.running.CoreNode;
import io.curfew.command.web.Http.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;

/** Nodes that restart, stand beside each other, are configured wrongly, or use the platform's own user store. */
class NodesHttpIT {
    /** Where nodes are refused; nothing gets going there. */
    private static final List<String> REFUSED = CoreNode.surroundings("h2");

    private static final Map<String, Pair> PAIRS = new HashMap<>();

    /** Two nodes on one database. */
    private record Pair(WebNode a, WebNode b) {}

    private static Pair pair(String algorithm) {
        return PAIRS.computeIfAbsent(algorithm, each -> {
            List<String> surroundings = CoreNode.surroundings("postgresql");
            String setting = "curfew.keys.algorithm=" + each;
            return new Pair(
                    WebNode.start(surroundings, List.of(), setting), WebNode.start(surroundings, List.of(), setting));
        });
    }

    @AfterAll
    static void stop_pairs() {
        for (Pair pair : PAIRS.values()) {
            pair.a().close();
            pair.b().close();
        }
    }

    @Test
    void tokens_outlive_a_restart() {
        List<String> surroundings = CoreNode.surroundings("h2");
        Person ann;
        Device laptop;
        String first;
        try (WebNode node = WebNode.start(surroundings, List.of())) {
            Http http = new Http(node.address());
            ann = Person.register(http);
            laptop = ann.login();
            first = laptop.refresh().text("refresh_token");
        }
        try (WebNode node = WebNode.start(surroundings, List.of())) {
            Http http = new Http(node.address());

            Answer replayed = http.post("/auth/refresh", Map.of("refresh_token", laptop.refreshToken()));
            assertThat(replayed.text("refresh_token"))
                    .as("the same successor, derived with the same key")
                    .isEqualTo(first);
            assertThat(http.post("/auth/logout", laptop.bearer()).status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "EdDSA"})
    void two_nodes_accept_each_others_tokens_whatever_the_algorithm(String algorithm) {
        Pair nodes = pair(algorithm);
        Person ann = Person.of(nodes.a());
        Device laptop = ann.login();
        Device phone = ann.login();
        Http other = new Http(nodes.b().address());

        assertThat(other.get("/.well-known/jwks.json").response().body()).contains("\"" + algorithm + "\"");
        assertThat(other.delete("/auth/sessions/" + phone.sessionId(), laptop.bearer())
                        .status())
                .isEqualTo(204);
        assertThat(laptop.bearerWorks()).isTrue();
        assertThat(phone.bearerWorks()).isFalse();
    }

    @Test
    @DisplayName("no login with the old password survives a password change that races it")
    void login_races_password_change() {
        Pair nodes = pair("ES256");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Http one = new Http(nodes.a().address());
            Http two = new Http(nodes.b().address());
            for (int round = 0; round < 5; round++) {
                Person ann = Person.register(one);
                Device laptop = ann.login();
                List<CompletableFuture<Answer>> logins = IntStream.range(0, 5)
                        .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> new Person(two, ann.userId(), ann.username(), ann.password())
                                        .tryLogin(ann.password()),
                                threads))
                        .toList();
                Answer change = one.post(
                        "/auth/password",
                        Map.of("current_password", ann.password(), "new_password", "another good one"),
                        laptop.bearer());
                assertThat(change.status()).as(change.toString()).isEqualTo(204);

                List<Answer> answers = new ArrayList<>(
                        logins.stream().map(CompletableFuture::join).toList());
                for (Answer answer : answers) {
                    assertThat(answer.status()).as(answer.toString()).isIn(200, 401);
                    if (answer.status() == 200) {
                        assertThat(one.post("/auth/refresh", Map.of("refresh_token", answer.text("refresh_token")))
                                        .status())
                                .isEqualTo(401);
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("a signing key revoked at one node is at once neither published nor used nor believed by another")
    void a_revoked_key() {
        List<String> same = CoreNode.surroundings("h2");
        try (WebNode one = WebNode.start(same, List.of());
                WebNode other = WebNode.start(same, List.of())) {
            Http here = new Http(one.address());
            Http there = new Http(other.address());
            Device laptop = Person.of(other).login();
            Device admin = new Person(here, "", "admin", WebNode.ADMIN_PASSWORD).login();
            String kid = RulesStage.part(laptop.accessToken(), 0).get("kid").asString();
            assertThat(there.get("/.well-known/jwks.json").response().body()).contains(kid);

            Answer rule = here.post(
                    "/admin/revocations", Map.of("kind", "key", "value", kid, "reason", "leaked"), admin.bearer());

            assertThat(rule.status()).as(rule.toString()).isEqualTo(201);
            assertThat(there.get("/.well-known/jwks.json").json().get("keys").size())
                    .isPositive();
            assertThat(there.get("/.well-known/jwks.json").response().body()).doesNotContain(kid);
            assertThat(laptop.bearerWorks()).isFalse();
            String next = laptop.refresh().text("access_token");
            assertThat(RulesStage.part(next, 0).get("kid").asString()).isNotEqualTo(kid);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "curfew.keys.rsa-bits=1024, too weak",
        "curfew.keys.encryption-key=short, 32 bytes",
        "curfew.keys.publish-ahead=10s, before everybody knows",
        "curfew.bootstrap.auditor-password=short, auditor-password is not acceptable",
        "curfew.proxies=example, curfew.proxies"
    })
    void unsafe_settings_are_refused_at_the_start_in_one_sentence(String setting, String sentence) {
        assertThatThrownBy(() -> WebNode.start(REFUSED, List.of(), setting).close())
                .hasRootCauseInstanceOf(StartRefusedException.class)
                .rootCause()
                .hasMessageContaining(sentence);
    }

    @Test
    void a_platform_can_bring_its_own_user_store() {
        try (WebNode node = WebNode.start(CoreNode.surroundings("h2"), List.of(Directory.class))) {
            Http http = new Http(node.address());

            assertThat(http.post("/auth/register", Map.of("username", "somebody", "password", "long enough"))
                            .status())
                    .isEqualTo(404);
            Answer login = http.post("/auth/login", Map.of("username", "cn=Ann", "password", "x"));
            assertThat(login.status()).isEqualTo(200);
            assertThat(http.post("/auth/refresh", Map.of("refresh_token", login.text("refresh_token")))
                            .status())
                    .isEqualTo(200);
            assertThat(http.post("/auth/login", Map.of("username", "admin", "password", WebNode.ADMIN_PASSWORD))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void registration_can_be_switched_off() {
        try (WebNode node = WebNode.start("curfew.registration.enabled=false")) {
            Answer answer = new Http(node.address())
                    .post("/auth/register", Map.of("username", "somebody", "password", "long enough"));

            assertThat(answer.status()).isEqualTo(404);
        }
    }

    /** A user store of a platform's own. No configuration class, or the component scan would find it in every test. */
    static class Directory {
        private static final Account ANN = new Account("ann", "cn=Ann", Set.of(Role.USER), false, 0);

        @Bean
        Accounts directory() {
            return new Accounts() {
                @Override
                public Optional<Account> authenticate(String username, String password) {
                    return username.equals(ANN.username()) && password.equals("x")
                            ? Optional.of(ANN)
                            : Optional.empty();
                }

                @Override
                public Optional<Account> find(String userId) {
                    return userId.equals(ANN.id()) ? Optional.of(ANN) : Optional.empty();
                }

                @Override
                public void requireUnchanged(Account verified) throws AccountChangedException {}

                @Override
                public Runnable passwordChange(Account verified, String newPassword) {
                    return () -> {};
                }

                @Override
                public void disable(String userId) {}
            };
        }
    }
}
