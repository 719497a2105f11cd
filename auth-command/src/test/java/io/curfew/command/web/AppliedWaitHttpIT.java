package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.ReportingNode;
import io.curfew.command.web.Http.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log-out that is answered when every node has applied it, and its receipt. */
class AppliedWaitHttpIT {
    private static WebNode node;
    private static Http http;
    private static ReportingNode orders;
    private static ReportingNode billing;
    private Person ann;

    @BeforeAll
    static void two_nodes_report() throws InterruptedException {
        node = WebNode.start();
        http = new Http(node.address());
        orders = reporting(node, "orders-1");
        billing = reporting(node, "billing-1");
    }

    @AfterAll
    static void stop() {
        orders.close();
        billing.close();
        node.close();
    }

    @BeforeEach
    void somebody() {
        ann = Person.of(node);
    }

    @AfterEach
    void nobody_is_deaf() {
        billing.deaf(false);
    }

    @Test
    void every_way_to_log_out_waits_until_every_node_has_applied_it() {
        Device laptop = ann.login();
        Device phone = ann.login();
        Device tablet = ann.login();
        assertComplete(http.delete("/auth/sessions/" + phone.sessionId(), waiting(laptop)), 204);
        assertComplete(http.delete("/auth/sessions/others", waiting(laptop)), 200);
        assertThat(tablet.refresh().status()).isEqualTo(401);
        assertComplete(http.post("/auth/logout", waiting(laptop)), 204);
        assertComplete(http.post("/auth/logout-all", waiting(ann.login())), 200);
        assertComplete(
                http.post(
                        "/auth/password",
                        Map.of("current_password", ann.password(), "new_password", "another good one"),
                        waiting(ann.login())),
                204);
    }

    @Test
    void the_parameter_asks_for_the_same_and_says_no_to_anything_else() {
        assertComplete(
                http.post("/auth/logout", waiting(ann.login())), 204); // the first way to all nodes is the longest
        Device laptop = ann.login();
        Answer refused = http.post("/auth/logout?wait=forever", laptop.bearer());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("bad_request");
        assertThat(laptop.refresh().status()).isEqualTo(200);

        Answer answer = http.post("/auth/logout?wait=applied", laptop.bearer());
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Curfew-Receipt")).isEqualTo("complete");
    }

    @Test
    void a_node_that_has_not_applied_it_makes_the_answer_202_and_the_receipt_pending() {
        billing.deaf(true);
        Answer answer = http.post("/auth/logout-all", with(ann.login(), "wait=2"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Curfew-Receipt")).isEqualTo("pending");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=2");
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        await().untilAsserted(() -> {
            Answer receipt = http.get(answer.header("Location"));
            assertThat(receipt.json().get("published").asBoolean()).isTrue();
            assertThat(receipt.json().get("verdict").asString()).isEqualTo("pending");
            assertThat(receipt.json().get("nodes").findValuesAsString("standing"))
                    .containsExactlyInAnyOrder("applied", "pending");
            assertThat(receipt.toString()).doesNotContain("orders", "billing");
        });

        billing.deaf(false);
        await().untilAsserted(() -> assertThat(http.get(answer.header("Location"))
                        .json()
                        .get("verdict")
                        .asString())
                .isEqualTo("complete"));
    }

    @Test
    void a_node_that_vanished_makes_the_receipt_unknown_and_never_complete() throws InterruptedException {
        // Where the others are not asked: who has vanished is missed for a long time.
        try (WebNode lonely = WebNode.start();
                ReportingNode staying = reporting(lonely, "orders-1");
                ReportingNode vanishing = reporting(lonely, "billing-1")) {
            Http asked = new Http(lonely.address());
            vanishing.close();
            Answer answer = asked.post("/auth/logout", with(Person.of(lonely).login(), "wait=2"));
            assertThat(answer.status()).isEqualTo(202);
            String receipt = answer.header("Location");

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> verdict(asked, receipt).equals("unknown"));
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> verdict(asked, receipt)
                    .equals("unknown"));
            assertThat(asked.get(receipt).json().get("nodes").findValuesAsString("refuses_after"))
                    .hasSize(1);
        }
    }

    @Test
    void without_the_preference_nothing_is_awaited_and_a_preference_not_understood_is_none() {
        billing.deaf(true);
        assertThat(http.post("/auth/logout", ann.login().bearer()).status()).isEqualTo(204);
        for (String preference : new String[] {"respond-async", "wait", "wait=soon", "wait=-1", "waiting=2"}) {
            Answer answer = http.post("/auth/logout", with(ann.login(), preference));
            assertThat(answer.status()).as(preference).isEqualTo(204);
            assertThat(answer.header("Preference-Applied")).isEmpty();
        }
        assertThat(http.post("/auth/logout", with(ann.login(), "respond-async, wait=0; foo=1"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void an_administrator_sees_which_node_it_is() {
        Answer answer = http.post("/auth/logout", waiting(ann.login()));
        assertComplete(answer, 204);
        Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();

        Answer receipt = http.get("/revocations/" + answer.header("Curfew-Revocation"), admin.bearer());

        assertThat(receipt.json().get("nodes").findValuesAsString("node")).containsExactly("billing-1", "orders-1");
    }

    private static void assertComplete(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Curfew-Receipt")).isEqualTo("complete");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=10");
    }

    /** As long as may be, for a busy machine: it is over as soon as every node has said so. */
    private static String[] waiting(Device device) {
        return with(device, "wait=10");
    }

    private static String[] with(Device device, String preference) {
        return new String[] {device.bearer()[0], device.bearer()[1], "Prefer", preference};
    }

    private static String verdict(Http http, String receipt) {
        return http.get(receipt).json().get("verdict").asString();
    }

    private static ReportingNode reporting(WebNode node, String name) throws InterruptedException {
        return new ReportingNode(
                name,
                node.property("curfew.kafka.bootstrap-servers"),
                node.property("curfew.kafka.revocations-topic"),
                node.property("curfew.kafka.receipts-topic"));
    }
}
