package io.curfew.events.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptCodecTest {
    private static final NodeReceipt RECEIPT = new NodeReceipt(
            "orders",
            "orders-1",
            "5f0c6a3e",
            7,
            "session-revocations",
            Map.of(1, 0L, 0, 1234L),
            Instant.ofEpochMilli(1766275200000L),
            NodeState.READY,
            Duration.ofSeconds(15),
            WhenStale.CLOSED);

    @Test
    void the_wire_form_is_the_golden_file() throws Exception {
        assertThat(new String(ReceiptCodec.encodeValue(RECEIPT), UTF_8)).isEqualTo(golden());
        assertThat(ReceiptCodec.decode("orders/orders-1".getBytes(UTF_8), golden().getBytes(UTF_8)))
                .isEqualTo(RECEIPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0:1,",
                ",0:1",
                "0:1,0:2",
                "0:-1",
                "-1:0",
                "00:1",
                "0:01",
                "0",
                "0:",
                ":1",
                "0:1 ",
                "a:1",
                "0:1234567890123456789"
            })
    void a_list_of_positions_that_is_not_canonical_is_refused(String applied) {
        assertRefused(golden().replace("0:1234,1:0", applied));
    }

    @Test
    void what_is_unknown_missing_or_doubled_is_refused() {
        assertRefused(golden().replace("\"v\":1", "\"v\":2"));
        assertRefused(golden().replace("\"ready\"", "\"fine\""));
        assertRefused(golden().replace("\"closed\"", "\"ajar\""));
        assertRefused(golden().replace("\"seq\":7,", ""));
        assertRefused(golden().replace("\"seq\":7", "\"seq\":-7"));
        assertRefused(golden().replace("\"seq\":7", "\"seq\":7,\"more\":1"));
        assertRefused(golden().replace("\"seq\":7", "\"seq\":7,\"seq\":7"));
        assertRefused(golden().replace("\"node\":\"orders-1\"", "\"node\":\"other\""));
        assertRefused(golden() + "x");
        assertRefused("");
        assertThatThrownBy(() -> ReceiptCodec.decode(null, null)).isInstanceOf(ReceiptFormatException.class);
    }

    @Test
    void a_node_without_positions_has_an_empty_list() throws Exception {
        NodeReceipt nowhere = ReceiptCodec.decode(
                "orders/orders-1".getBytes(UTF_8),
                golden().replace("0:1234,1:0", "").getBytes(UTF_8));

        assertThat(nowhere.applied()).isEmpty();
        assertThat(ReceiptCodec.decode(ReceiptCodec.encodeKey(nowhere), ReceiptCodec.encodeValue(nowhere)))
                .isEqualTo(nowhere);
    }

    @Test
    void the_table_that_makes_the_topic_finds_it_fit() {
        assertThat(ReceiptsTopic.violations(ReceiptsTopic.PARTITIONS, ReceiptsTopic.settings()))
                .isEmpty();
        assertThat(ReceiptsTopic.violations(3, Map.of("cleanup.policy", "compact")))
                .hasSize(3);
    }

    private static void assertRefused(String value) {
        assertThatThrownBy(() -> ReceiptCodec.decode("orders/orders-1".getBytes(UTF_8), value.getBytes(UTF_8)))
                .isInstanceOf(ReceiptFormatException.class);
    }

    private static String golden() {
        try (InputStream in = ReceiptCodecTest.class.getResourceAsStream("/golden/receipts/receipt.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
