package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static io.curfew.query.web.Answers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.EventHeaders;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.receipt.NodeReceipt;
import io.curfew.events.receipt.NodeState;
import io.curfew.events.receipt.ReceiptCodec;
import io.curfew.events.receipt.ReceiptsTopic;
import io.curfew.events.receipt.WhenStale;
import io.curfew.query.support.Broker;
import io.curfew.query.support.QueryService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Receipts as auditors see them. */
class ReceiptsHttpIT {
    private final Broker broker = Broker.running();
    private final String revocations = "revocations-" + UUID.randomUUID();
    private final String receipts = "receipts-" + UUID.randomUUID();
    private QueryService service;
    private long seq;

    @BeforeEach
    void a_service_and_its_topics() {
        broker.create(revocations, 1, RevocationsTopic.settings());
        broker.create(receipts, 1, ReceiptsTopic.settings());
        service = new QueryService(
                "--curfew.query.revocations-topic=" + revocations, "--curfew.query.receipts-topic=" + receipts);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_receipt_names_nodes_delays_and_laggards() {
        report("orders-1", 0);
        report("orders-2", 0);
        String id = UUID.randomUUID().toString();
        long offset =
                publish(new Notice.Session("s", Instant.now(), Instant.now().plusSeconds(60)), id);
        JsonNode pending = await().until(
                        () -> {
                            // Nodes speak each second; who is silent for five is not pending but unknown.
                            report("orders-1", offset + 1);
                            report("orders-2", 0);
                            return receipt(id);
                        },
                        told -> told.path("verdict").asString("").equals("pending")
                                && told.path("laggards").size() == 1
                                && told.path("p50_ms").isNumber());
        assertThat(pending.get("laggards").get(0).asString()).isEqualTo("orders/orders-2");
        assertThat(pending.get("nodes").findValuesAsString("standing")).containsExactly("applied", "pending");

        report("orders-2", offset + 1);
        await().until(() -> receipt(id).get("verdict").asString().equals("complete"));
        JsonNode complete = receipt(id);
        assertThat(complete.get("max_ms").asLong())
                .isGreaterThanOrEqualTo(complete.get("p50_ms").asLong());
        assertThat(complete.get("laggards").size()).isZero();

        publish(new Notice.Watermark(Instant.now()), null);
        MeterRegistry meters = service.context().getBean(MeterRegistry.class);
        await().until(() -> meters.get("curfew.receipts.delay").timer().count() == 2);
        // The watermark two seconds ago is one that nobody has applied.
        await().until(() -> {
            report("orders-1", offset + 1);
            report("orders-2", offset + 1);
            return meters.get("curfew.receipts.laggards").gauge().value() == 2;
        });
        assertThat(meters.get("curfew.receipts.nodes").gauge().value()).isEqualTo(2);
    }

    @Test
    void the_fleet_is_listed_and_only_auditors_see_it() {
        report("orders-1", 7);
        await().until(() -> audit("/audit/nodes").body().contains("orders-1"));

        JsonNode node = json(audit("/audit/nodes")).get("nodes").get(0);
        assertThat(node.get("applied").get("0").asLong()).isEqualTo(7);
        assertThat(node.get("state").asString()).isEqualTo("ready");
        assertProblem(audit("/audit/revocations/unknown"), 404, "not_found");
        for (String path : new String[] {"/audit/nodes", "/audit/revocations/x"}) {
            assertThat(service.get(path, null).statusCode()).isEqualTo(401);
            assertThat(service.get(path, service.issuer.token("somebody", "s", "user"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private JsonNode receipt(String id) {
        return json(audit("/audit/revocations/" + id));
    }

    private HttpResponse<String> audit(String path) {
        return service.get(path, service.issuer.token(UUID.randomUUID().toString(), "auditor-session", "user auditor"));
    }

    private long publish(Notice notice, String revocationId) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(revocations, NoticeCodec.encodeKey(notice), NoticeCodec.encodeValue(notice));
        if (revocationId != null) {
            message.headers().add(EventHeaders.REVOCATION, revocationId.getBytes(UTF_8));
        }
        return broker.send(message).offset();
    }

    private void report(String node, long applied) {
        NodeReceipt receipt = new NodeReceipt(
                "orders",
                node,
                "epoch",
                seq++,
                revocations,
                Map.of(0, applied),
                Instant.now(),
                NodeState.READY,
                Duration.ofSeconds(15),
                WhenStale.CLOSED);
        var unused = broker.send(
                new ProducerRecord<>(receipts, ReceiptCodec.encodeKey(receipt), ReceiptCodec.encodeValue(receipt)));
    }
}
