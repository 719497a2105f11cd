package io.curfew.events.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** The layout is for ever: what is chained today must be checked in ten years. */
class EventChainTest {
    private static final byte[] STORED =
            "{\"user_id\":\"anna\",\"refresh_token_hash\":\"h\",\"occurred_at\":\"2026-11-21T10:00:00.123Z\"}"
                    .getBytes(UTF_8);

    private final EventChain chain = new EventChain();
    private final HistoryEntry event = new StoredForm(STORED).entry("anna", 7, "id-7", "session.started", null, chain);

    @Test
    void the_layout_is_the_documented_one() throws Exception {
        byte[] start = sha(out -> {
            out.writeByte(2);
            text(out, "curfew-stream-v1");
            text(out, "anna");
        });
        byte[] published = "{\"user_id\":\"anna\",\"occurred_at\":\"2026-11-21T10:00:00.123Z\"}".getBytes(UTF_8);
        byte[] leaf = sha(out -> {
            out.writeByte(0);
            text(out, "curfew-event-v1");
            text(out, "anna");
            out.writeLong(7);
            text(out, "id-7");
            text(out, "session.started");
            text(out, "2026-11-21T10:00:00.123Z");
            out.write(MessageDigest.getInstance("SHA-256").digest(published));
            out.write(MessageDigest.getInstance("SHA-256").digest(STORED));
        });
        byte[] link = sha(out -> {
            out.writeByte(1);
            out.write(start);
            out.write(leaf);
        });

        assertThat(chain.start("anna")).isEqualTo(start);
        assertThat(chain.leaf(event)).isEqualTo(leaf);
        assertThat(chain.link(chain.start("anna"), chain.leaf(event))).isEqualTo(link);
    }

    @Test
    void the_link_of_a_known_event_never_changes() {
        assertThat(Encoding.encode(chain.link(chain.start("anna"), chain.leaf(event))))
                .isEqualTo("CraZ2MgXEaF8VuWMlQurtig6w_xSp9FOMi_Zds-6Vto");
    }

    @Test
    void a_digest_is_read_back_and_nothing_else_is_one() {
        assertThat(Encoding.digest(Encoding.encode(chain.start("anna")))).isEqualTo(chain.start("anna"));
        assertThat(Encoding.digest("AAAA")).isNull();
        assertThat(Encoding.digest("no base64url!")).isNull();
        assertThat(Encoding.digest(null)).isNull();
    }

    private interface Bytes {
        void to(DataOutputStream out) throws IOException, NoSuchAlgorithmException;
    }

    private static byte[] sha(Bytes bytes) throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        bytes.to(new DataOutputStream(buffer));
        return MessageDigest.getInstance("SHA-256").digest(buffer.toByteArray());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.getBytes(UTF_8).length);
        out.write(text.getBytes(UTF_8));
    }
}
