package io.curfew.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.deployment.OneProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real program, as processes, over HTTP and Kafka, against everything that {@code ./run} starts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** What is counted by the minute is recorded some seconds after it. */
    private static final Duration A_MINUTE_AND_MORE = Duration.ofMinutes(2);
    /** Each time a program is started. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static OneProcess running;
    private static URI frontDoor;
    private static CommandLine admin;
    private static CommandLine auditor;
    private static CommandLine ada;
    private static CommandLine adasPhone;
    private static String adaId = "";
    private static Path directory;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        directory = data;
        running = new OneProcess(Map.of("curfew.history.heads-interval", "1s"), "orders");
        frontDoor = running.platform().frontDoor();
        admin = new CommandLine(frontDoor, data.resolve("admin"));
        auditor = new CommandLine(frontDoor, data.resolve("auditor"));
        ada = new CommandLine(frontDoor, data.resolve("ada"));
        adasPhone = new CommandLine(frontDoor, data.resolve("phone"));
        register("ada", "correct horse 1");
        login(admin, "admin", OneProcess.ADMIN_PASSWORD);
        login(auditor, "auditor", OneProcess.AUDITOR_PASSWORD);
        adaId = login(ada, "ada", "correct horse 1").path("user_id").asString();
        login(adasPhone, "ada", "correct horse 1");
    }

    private static JsonNode login(CommandLine who, String name, String password) {
        return who.with(password + "\n", "login", "-u", name, "--password-stdin", "--device-name", "=1+1", "-o", "json")
                .json();
    }

    private static void register(String name, String password) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(frontDoor + "/auth/register"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    @Order(1)
    void the_start_script_runs_it() {
        assertThat(ada.script("--version").well().out()).startsWith("curfew ");
    }

    @Test
    @Order(2)
    void a_wrong_password_is_no_access() {
        CommandLine stranger = new CommandLine(frontDoor, directory.resolve("stranger"));

        CommandLine.Ran ran = stranger.with("wrong-SECRET\n", "login", "-u", "ada", "--password-stdin");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .startsWith("curfew: ")
                .contains("(invalid_credentials)")
                .doesNotContain("SECRET");
    }

    @Test
    @Order(3)
    void one_sees_ones_sessions_and_ends_one_on_every_node() {
        assertThat(ada.run("whoami", "-o", "json").json().path("user_id").asString())
                .isEqualTo(adaId);
        JsonNode sessions = ada.run("sessions", "list", "-o", "json").json();
        assertThat(sessions).hasSize(2);
        assertThat(ada.run("sessions", "list").well().out()).contains("=1+1").doesNotContain("\u001b");

        JsonNode ended = ada.run("sessions", "revoke", "--all-others", "--wait", "10", "-o", "json")
                .json()
                .path(0);

        assertThat(ended.path("revoked").asInt()).isEqualTo(1);
        assertThat(ended.path("receipt").asString()).isEqualTo("complete");
        CommandLine.Ran phone = adasPhone.run("whoami");
        assertThat(phone.code()).isEqualTo(3);
        assertThat(phone.err()).contains("the session has ended");
        String id = ended.path("revocation_id").asString();
        assertThat(auditor.run("revocations", "show", id, "--wait", "10", "-o", "json")
                        .json()
                        .path("verdict")
                        .asString())
                .isEqualTo("complete");
    }

    @Test
    @Order(4)
    void operators_see_that_all_is_well() {
        await().atMost(SOON).pollInterval(PAUSE).untilAsserted(() -> assertThat(
                        auditor.run("nodes", "-o", "json").json())
                .as("orders and the front door")
                .hasSize(2));
        assertThat(admin.run("topic", "check", "--kafka", running.bootstrapServers())
                        .out())
                .containsPattern("session-events +ok")
                .containsPattern("session-revocations +ok")
                .containsPattern("session-receipts +ok")
                .containsPattern("personal-data-keys +ok");
        await().atMost(SOON).pollInterval(PAUSE).untilAsserted(() -> assertThat(
                        auditor.run("doctor", "--kafka", running.bootstrapServers())
                                .out())
                .containsPattern("front door +ok")
                .containsPattern("signing keys +ok")
                .containsPattern("clock +ok")
                .containsPattern("lists +ok")
                .containsPattern("nodes +ok"));
    }

    @Test
    @Order(5)
    void who_is_no_auditor_is_not_let_in() {
        CommandLine.Ran ran = ada.run("audit", "list");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("(insufficient_scope)");
        assertThat(auditor.run("users", "logout-all", adaId, "--yes").code()).isEqualTo(3);
    }

    @Test
    @Order(6)
    void auditors_read_the_history() {
        await().atMost(SOON).pollInterval(PAUSE).untilAsserted(() -> assertThat(
                        auditor.run("audit", "list", "--user", adaId, "--type", "session.all_revoked", "-o", "json")
                                .json()
                                .path(0)
                                .path("event")
                                .path("reason")
                                .asString())
                .isEqualTo("LOGOUT_OTHERS"));
        JsonNode started = auditor.run("audit", "list", "--user", adaId, "--type", "session.started", "-o", "json")
                .json();
        assertThat(started).hasSize(2);
        String session = started.path(0).path("session_id").asString();
        assertThat(auditor.run("audit", "timeline", session, "-o", "json").json())
                .isNotEmpty();
        assertThat(auditor.run("audit", "list", "--since", "1h", "--limit", "1").err())
                .contains("there are more");
    }

    @Test
    @Order(6)
    void auditors_see_what_was_revoked() {
        JsonNode revoked = auditor.run("revocations", "list", "--user", adaId, "-o", "json")
                .json();
        assertThat(revoked.path(0).path("reason").asString()).isEqualTo("LOGOUT_OTHERS");
    }

    @Test
    @Order(6)
    void auditors_see_how_it_was() {
        await().atMost(SOON).pollInterval(PAUSE).untilAsserted(() -> {
            assertThat(auditor.run("audit", "state", "--at", "0s", "--user", adaId, "-o", "json")
                            .json())
                    .hasSize(1);
            assertThat(auditor.run("audit", "diff", "--from", "1h", "--user", adaId, "-o", "json")
                            .json())
                    .hasSize(3);
        });
        assertThat(auditor.run("audit", "histogram", "--since", "1h", "-o", "json")
                        .json())
                .isNotEmpty();
    }

    @Test
    @Order(7)
    void long_work_is_done_and_watched() {
        assertThat(auditor.run("audit", "what-if", "--limit", "1", "-o", "json")
                        .json()
                        .path("sessions_hit")
                        .isNumber())
                .isTrue();
        assertThat(auditor.run("replay").code())
                .as("an auditor changes nothing")
                .isEqualTo(3);
        assertThat(admin.run("replay", "-o", "json").json().path("state").asString())
                .isEqualTo("done");
        assertThat(admin.run("audit", "jobs", "-o", "json").json()).hasSize(2);
    }

    @Test
    @Order(8)
    void the_history_verifies_by_the_platform_by_the_topic_and_by_an_export_kept_elsewhere() throws IOException {
        String kafka = running.bootstrapServers();
        CommandLine.Ran byThePlatform = auditor.run("audit", "verify");
        assertThat(byThePlatform.code()).isLessThan(2);
        await().atMost(SOON).pollInterval(PAUSE).untilAsserted(() -> assertThat(
                        auditor.run("audit", "verify", "--topic", "--kafka", kafka)
                                .well()
                                .out())
                .contains("intact"));
        assertThat(auditor.run("audit", "verify").well().out()).contains("intact");
        Path export = directory.resolve("export.jsonl");
        Path heads = directory.resolve("heads.jsonl");
        // In this order: what happens meanwhile is in the export and not signed yet. The other way round it would lack
        // it.
        auditor.run("audit", "heads", "--kafka", kafka, "--out", heads.toString())
                .well();
        auditor.run("audit", "export", "--out", export.toString()).well();
        String[] verify = {"audit", "verify", "--file", export.toString(), "--heads", heads.toString()};
        assertThat(auditor.run(verify).well().out()).contains("intact");

        List<String> lines = new ArrayList<>(Files.readAllLines(export));
        lines.replaceAll(line -> line.replace("LOGOUT_OTHERS", "LOGOUT"));
        Files.write(export, lines);

        CommandLine.Ran tampered = auditor.run(verify);
        assertThat(tampered.code()).isEqualTo(1);
        assertThat(tampered.out()).containsPattern("EDITED +" + adaId);
    }

    @Test
    @Order(8)
    void what_was_tried_and_who_looked_is_in_the_history_soon_after_its_minute() {
        auditor.run("audit", "list", "--user", adaId).well();
        auditor.run(
                        "audit",
                        "export",
                        "--user",
                        adaId,
                        "--out",
                        directory.resolve("ada.jsonl").toString())
                .well();
        String auditorId =
                auditor.run("whoami", "-o", "json").json().path("user_id").asString();

        await().atMost(A_MINUTE_AND_MORE).pollInterval(PAUSE).untilAsserted(() -> {
            JsonNode failed = auditor.run(
                            "audit", "list", "--user", adaId, "--type", "authentication.failed", "-o", "json")
                    .json();
            assertThat(failed).hasSize(1);
            assertThat(failed.path(0).path("event").path("count").asInt()).isEqualTo(1);
            JsonNode exported = admin.run(
                            "audit", "list", "--user", auditorId, "--type", "history.exported", "-o", "json")
                    .json();
            assertThat(exported)
                    .anyMatch(event ->
                            event.path("event").path("subject").asString("").equals(adaId));
            assertThat(admin.run("audit", "list", "--user", auditorId, "--type", "history.read", "-o", "json")
                            .json())
                    .anyMatch(event ->
                            event.path("event").path("subject").asString("").equals(adaId)
                                    && event.path("reason").asString("").equals("events"));
        });
    }

    @Test
    @Order(9)
    void an_administrator_erases_a_person_and_the_history_still_verifies() {
        assertThat(admin.run("users", "erase", adaId).code())
                .as("nobody was asked")
                .isEqualTo(2);

        admin.run("users", "erase", adaId, "--yes", "--wait", "10").well();

        assertThat(ada.run("whoami").code()).isEqualTo(3);
        assertThat(auditor.run("audit", "verify").well().out()).contains("intact");
    }

    @Test
    @Order(10)
    void signing_out_ends_the_session() {
        admin.run("logout").well();

        assertThat(admin.run("whoami").code()).isEqualTo(3);
    }
}
