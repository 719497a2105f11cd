package io.curfew.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.deployment.Programs;
import io.curfew.e2e.deployment.Scratch;
import io.curfew.e2e.deployment.ServiceProcess;
import io.curfew.events.SessionEventsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.standalone.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The services as separate processes, from their executable jars, under exactly the rights of the Kubernetes manifests. */
class LeastPrivilegeIT {
    private static final String PASSWORD = "auditor-secret-1";

    private static Path logs;
    private static SecuredBroker broker;
    private static EmbeddedPostgres postgres;
    private static final List<ServiceProcess> SERVICES = new ArrayList<>();
    private static ServiceProcess command;
    private static ServiceProcess query;
    private static ServiceProcess orders;

    @BeforeAll
    static void start(@TempDir Path work) throws IOException {
        logs = Scratch.directory("least-privilege");
        broker = new SecuredBroker(work.resolve("kafka"));
        postgres = EmbeddedPostgres.builder().setPort(Ports.anyFree()).start();
        int port = Ports.anyFree();
        command = service("auth-command", "auth-command", port, commandSettings(port));
        command.awaitReady();
        query = service("auth-query", "auth-query", Ports.anyFree(), querySettings(port));
        orders = service("orders", "examples/resource-service", Ports.anyFree(), listenerSettings(port, "orders"));
        SERVICES.forEach(ServiceProcess::awaitReady);
    }

    @AfterAll
    static void stop() throws IOException {
        SERVICES.forEach(ServiceProcess::close);
        postgres.close();
        broker.close();
    }

    @Test
    @DisplayName("the rights are enough: log in, be let in, log out everywhere with proof, read the history")
    void the_rights_are_enough() throws IOException {
        Answer login = login(List.of());
        String bearer = "Bearer " + login.json().path("access_token").asString();
        Answer refreshed = Http.send(
                "POST",
                command.uri().resolve("/auth/refresh"),
                Map.of(
                        "refresh_token",
                        login.json().path("refresh_token").asString(),
                        "resource",
                        command.uri().toString()));
        String own = "Bearer " + refreshed.json().path("access_token").asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> hello(bearer).status() == 200);
        Answer sessions = Http.send("GET", query.uri().resolve("/auth/sessions"), null, "Authorization", own);
        assertThat(sessions.status()).as(sessions.toString()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> nodes(own).size() == 2); // and auth-query's

        Answer logout = Http.send(
                "POST", command.uri().resolve("/auth/logout"), null, "Authorization", own, "Prefer", "wait=10");

        assertThat(logout.status()).as(logout.toString()).isEqualTo(204);
        assertThat(hello(bearer).status()).isEqualTo(401);
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.toList()) {
                assertThat(log).content().doesNotContainIgnoringCase("authorization failed");
                assertThat(log).content().doesNotContain("AuthorizationException");
            }
        }
    }

    @Test
    @DisplayName("a token for services is none for the front door, and one for the front door none for services")
    void a_token_is_for_what_it_names() {
        String services =
                "Bearer " + login(List.of()).json().path("access_token").asString();
        String frontDoor = "Bearer "
                + login(List.of(command.uri().toString()))
                        .json()
                        .path("access_token")
                        .asString();

        await().atMost(Duration.ofSeconds(60)).until(() -> hello(services).status() == 200);
        assertThat(hello(frontDoor).status()).isEqualTo(401);
        for (URI uri : List.of(
                query.uri().resolve("/auth/sessions"),
                query.uri().resolve("/audit/nodes"),
                command.uri().resolve("/admin/outbox"))) {
            assertThat(Http.send("GET", uri, null, "Authorization", services).status())
                    .as(uri.toString())
                    .isEqualTo(401);
            assertThat(Http.send("GET", uri, null, "Authorization", frontDoor).status())
                    .as(uri.toString())
                    .isEqualTo(200);
        }
    }

    private static Answer login(List<String> resources) {
        return Http.send(
                "POST",
                command.uri().resolve("/auth/login"),
                Map.of("username", "auditor", "password", PASSWORD, "resource", resources));
    }

    @Test
    @DisplayName("a service may not write notices or read events, and a stranger may nothing")
    void the_rights_are_no_more_than_that() {
        assertRefused("orders", RevocationsTopic.NAME);
        assertRefused("auth-query", RevocationsTopic.NAME);
        assertRefused("auth-query", SessionEventsTopic.NAME);
        assertRefused("orders", SessionEventsTopic.NAME);
        try (Admin stranger = Admin.create(client("stranger"))) {
            assertThatThrownBy(() -> stranger.describeTopics(List.of(RevocationsTopic.NAME))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static void assertRefused(String user, String topic) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(user), new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>(topic, "k", "v")).get())
                    .as(user + " writes to " + topic)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static Map<String, Object> client(String user) {
        Map<String, Object> settings = new HashMap<>(SecuredBroker.clientSettings(user));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }

    private static JsonNode nodes(String bearer) {
        return Http.send("GET", query.uri().resolve("/audit/nodes"), null, "Authorization", bearer)
                .json()
                .path("nodes");
    }

    private static Answer hello(String bearer) {
        return Http.send("GET", orders.uri().resolve("/hello"), null, "Authorization", bearer);
    }

    private static Map<String, String> commandSettings(int port) {
        Map<String, String> settings = database();
        settings.put("curfew.issuer", "http://127.0.0.1:" + port);
        settings.put("curfew.require-issuer-audience", "true");
        settings.put("curfew.kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("curfew.kafka.create-topics", "false");
        settings.put("curfew.bootstrap.auditor-password", PASSWORD);
        SecuredBroker.clientSettings("auth-command")
                .forEach((name, value) -> settings.put("curfew.kafka.client." + name, value));
        return settings;
    }

    private static Map<String, String> querySettings(int commandPort) {
        Map<String, String> settings = database();
        settings.putAll(listenerSettings(commandPort, "auth-query"));
        settings.put("spring.security.oauth2.resourceserver.jwt.audiences", "http://127.0.0.1:" + commandPort);
        settings.put("curfew.query.bootstrap-servers", broker.bootstrapServers());
        SecuredBroker.clientSettings("auth-query")
                .forEach((name, value) -> settings.put("curfew.query.kafka." + name, value));
        return settings;
    }

    private static Map<String, String> listenerSettings(int commandPort, String user) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", "http://127.0.0.1:" + commandPort);
        settings.put("spring.security.oauth2.resourceserver.jwt.audiences", "curfew");
        settings.put("curfew.listener.bootstrap-servers", broker.bootstrapServers());
        SecuredBroker.clientSettings(user)
                .forEach((name, value) -> settings.put("curfew.listener.kafka." + name, value));
        return settings;
    }

    private static Map<String, String> database() {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        return settings;
    }

    private static ServiceProcess service(String name, String module, int port, Map<String, String> settings) {
        ServiceProcess service = new ServiceProcess(name, Programs.jar(module), port, settings, logs);
        SERVICES.add(service);
        return service;
    }
}
