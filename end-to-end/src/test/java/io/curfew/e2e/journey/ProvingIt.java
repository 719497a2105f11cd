package io.curfew.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.client.Platform;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A log-out that is answered when every node has applied it, and the receipt that says so. */
interface ProvingIt extends Stage {

    @Test
    @DisplayName(
            "a logout with Prefer: wait is refused at every node at the moment it is answered; the receipt says since when")
    default void waited_logout() {
        isAcceptedEverywhere(laptop());

        Answer answer = logoutWaiting(laptop());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(answer.header("Curfew-Receipt")).isEqualTo("complete");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=8");
        for (Platform.Node node : platform().nodes()) {
            // No patience here: that is what was waited for.
            assertThat(laptop().hello(node).status()).as(node.name()).isEqualTo(401);
        }
        String id = answer.header("Curfew-Revocation");
        JsonNode receipt = Http.send("GET", platform().frontDoor().resolve("/revocations/" + id), null)
                .json();
        assertThat(receipt.get("verdict").asString()).isEqualTo("complete");
        assertThat(receipt.get("nodes").size())
                .isGreaterThanOrEqualTo(platform().nodes().size());
        isAcceptedEverywhere(phone());
    }

    @Test
    @DisplayName("the auditor sees which node applied it when; others do not")
    default void audited_receipt() {
        Answer answer = logoutWaiting(laptop());
        Device auditor = Device.login(platform(), "auditor", platform().auditorPassword(), "desk");
        String path = "/audit/revocations/" + answer.header("Curfew-Revocation");

        // A reader of its own, a moment later.
        JsonNode receipt = await().atMost(SOON)
                .until(
                        () -> auditor.call("GET", path, null).json(),
                        body -> body.path("verdict").asString("").equals("complete"));
        assertThat(receipt.get("laggards").size()).isZero();
        assertThat(receipt.get("max_ms").asLong())
                .isGreaterThanOrEqualTo(receipt.get("p50_ms").asLong());
        List<String> nodes = receipt.get("nodes").findValuesAsString("node");
        assertThat(nodes).hasSizeGreaterThanOrEqualTo(platform().nodes().size());
        assertThat(auditor.call("GET", "/audit/nodes", null).json().get("nodes").findValuesAsString("node"))
                .containsAll(nodes);
        assertThat(phone().call("GET", path, null).status()).isEqualTo(403);
    }

    private Answer logoutWaiting(Device device) {
        return Http.send(
                "POST",
                platform().frontDoor().resolve("/auth/logout"),
                null,
                "Authorization",
                "Bearer " + device.accessToken(),
                "Prefer",
                "wait=8");
    }
}
