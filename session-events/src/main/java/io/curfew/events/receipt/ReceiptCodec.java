package io.curfew.events.receipt;

import io.curfew.events.notice.FlatJsonWriter;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.NoticeFields;
import io.curfew.events.notice.NoticeFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of receipts: the record key is {@code service/node} in UTF-8, the value one flat JSON object (RFC 8259)
 * of strings and integers, times in milliseconds, {@code applied} as {@code partition:offset} joined by commas:
 *
 * <pre>{@code {"v":1,"service":"orders","node":"orders-1","epoch":"…","seq":7,"topic":"session-revocations",
 *  "applied":"0:1234","at":1766275200000,"state":"ready","max_staleness_ms":15000,"when_stale":"closed"}}</pre>
 *
 * <p>As strict as the codec of notices; throws nothing but {@link ReceiptFormatException} on any input. Stateless and
 * thread-safe.
 */
public final class ReceiptCodec {
    /** The version written. */
    public static final int VERSION = 1;
    /** The longest record value, in bytes. */
    public static final int MAX_VALUE_BYTES = 16 * 1024;

    private static final Pattern ENTRY = Pattern.compile("(0|[1-9]\\d{0,8}):(0|[1-9]\\d{0,17})");

    private ReceiptCodec() {}

    /** The record key in bytes. */
    public static byte[] encodeKey(NodeReceipt receipt) {
        return receipt.instance().key().getBytes(StandardCharsets.UTF_8);
    }

    /** The record value in bytes. */
    public static byte[] encodeValue(NodeReceipt receipt) {
        return new FlatJsonWriter()
                .number("v", VERSION)
                .string("service", receipt.service())
                .string("node", receipt.node())
                .string("epoch", receipt.epoch())
                .number("seq", receipt.seq())
                .string("topic", receipt.topic())
                .string(
                        "applied",
                        receipt.applied().entrySet().stream()
                                .map(entry -> entry.getKey() + ":" + entry.getValue())
                                .collect(Collectors.joining(",")))
                .number("at", NoticeCodec.millis(receipt.at()))
                .string("state", receipt.state().wireName())
                .number("max_staleness_ms", receipt.maxStaleness().toMillis())
                .string("when_stale", receipt.whenStale().wireName())
                .toBytes();
    }

    /**
     * Reads one record.
     *
     * @throws ReceiptFormatException when it is anything but a receipt of this version
     */
    public static NodeReceipt decode(byte @Nullable [] key, byte @Nullable [] value) throws ReceiptFormatException {
        if (key == null || value == null) {
            throw new ReceiptFormatException("a receipt has a key and a value");
        }
        if (value.length > MAX_VALUE_BYTES) {
            throw new ReceiptFormatException("longer than " + MAX_VALUE_BYTES + " bytes");
        }
        try {
            NodeReceipt receipt = receipt(NoticeFields.read(value));
            if (!Arrays.equals(key, encodeKey(receipt))) {
                throw new ReceiptFormatException("the key does not match the value");
            }
            return receipt;
        } catch (NoticeFormatException | IllegalArgumentException e) {
            throw new ReceiptFormatException(String.valueOf(e.getMessage()));
        }
    }

    private static NodeReceipt receipt(NoticeFields fields) throws NoticeFormatException, ReceiptFormatException {
        if (fields.number("v") != VERSION) {
            throw new ReceiptFormatException("unknown version");
        }
        String service = fields.id("service");
        String node = fields.id("node");
        String epoch = fields.id("epoch");
        long seq = fields.natural("seq");
        String topic = fields.id("topic");
        Map<Integer, Long> applied = applied(fields.string("applied"));
        Instant at = fields.instant("at");
        NodeState state =
                NodeState.named(fields.string("state")).orElseThrow(() -> new ReceiptFormatException("unknown state"));
        Duration maxStaleness = Duration.ofMillis(fields.natural("max_staleness_ms"));
        WhenStale whenStale = WhenStale.named(fields.string("when_stale"))
                .orElseThrow(() -> new ReceiptFormatException("unknown policy"));
        fields.nothingLeft();
        return new NodeReceipt(service, node, epoch, seq, topic, applied, at, state, maxStaleness, whenStale);
    }

    private static Map<Integer, Long> applied(String text) throws ReceiptFormatException {
        Map<Integer, Long> applied = new TreeMap<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Matcher parts = ENTRY.matcher(entry);
            if (!parts.matches()) {
                throw new ReceiptFormatException("field applied is no list of partition:offset");
            }
            if (applied.put(Integer.valueOf(parts.group(1)), Long.valueOf(parts.group(2))) != null) {
                throw new ReceiptFormatException("a partition twice");
            }
        }
        return applied;
    }
}
