package io.curfew.events.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeCodecTest {

    static Stream<String> kinds() {
        return Notices.oneOfEachKind().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_wire_form_is_the_golden_file(String kind) throws Exception {
        Notice notice = Objects.requireNonNull(Notices.oneOfEachKind().get(kind));

        assertThat(new String(NoticeCodec.encodeValue(notice), UTF_8)).isEqualTo(golden(kind));
        assertThat(NoticeCodec.decode(
                        NoticeCodec.encodeKey(notice), golden(kind).getBytes(UTF_8)))
                .isEqualTo(notice);
    }

    @Test
    void every_kind_has_a_golden_file() {
        assertThat(Notices.oneOfEachKind().values().stream().map(Notice::kind))
                .containsExactlyInAnyOrder(NoticeKind.values());
    }

    @Test
    void keys_name_what_is_revoked() {
        assertThat(Notices.oneOfEachKind().values().stream().map(Notice::key))
                .containsExactly(
                        "sid:0b4c9a52-3a52-4a3e-9f0f-6f2d4e1f7a11",
                        "jti:n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg",
                        "sub:user \"ü\" \\ 😀",
                        "client:mobile-app",
                        "tenant:acme",
                        "kid:2026-11",
                        "all",
                        "watermark");
    }

    @Test
    void white_space_and_field_order_do_not_matter() throws Exception {
        String value =
                " { \"expires_at\" : 2 ,\n\t\"sid\":\"a\\u0062c\", \"kind\":\"session\",\r\"v\":1,\"revoked_at\":1} ";

        assertThat(NoticeCodec.decode("sid:abc".getBytes(UTF_8), value.getBytes(UTF_8)))
                .isEqualTo(new Notice.Session("abc", Instant.ofEpochMilli(1), Instant.ofEpochMilli(2)));
    }

    @Test
    void a_watermark_may_make_no_claim() throws Exception {
        Notice claimless = new Notice.Watermark(Instant.ofEpochMilli(1));

        assertThat(new String(NoticeCodec.encodeValue(claimless), UTF_8))
                .isEqualTo("{\"v\":1,\"kind\":\"watermark\",\"at\":1}");
        assertThat(NoticeCodec.decode(NoticeCodec.encodeKey(claimless), NoticeCodec.encodeValue(claimless)))
                .isEqualTo(claimless);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1,\"kind\":\"watermark\",\"at\":1,\"unexpired\":1}",
                "{\"v\":1,\"kind\":\"watermark\",\"at\":1,\"unexpired_from\":1}",
                "{\"v\":1,\"kind\":\"watermark\",\"at\":1,\"unexpired\":-1,\"unexpired_from\":1}",
                "{\"v\":1,\"kind\":\"watermark\",\"at\":1,\"unexpired\":1,\"unexpired_from\":-1}",
                "{\"v\":1,\"kind\":\"watermark\",\"at\":1,\"unexpired\":\"1\",\"unexpired_from\":1}",
            })
    void half_a_claim_is_refused(String value) {
        assertThatThrownBy(() -> NoticeCodec.decode("watermark".getBytes(UTF_8), value.getBytes(UTF_8)))
                .isInstanceOf(NoticeFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"v\":1}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1}",
                "{\"v\":2,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":\"1\",\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"unrevoke\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"SESSION\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2,\"more\":3}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"x\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1.0,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1e3,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":01,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":-1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":253402300800000}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":9223372036854775808}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":true}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":{}}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":[\"abc\"],\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"ab\\u0000c\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"\\ud800\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2}x",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"abc\",\"revoked_at\":1,\"expires_at\":2,}",
                "{\"v\":1,\"kind\":\"session\",\"sid\":\"other\",\"revoked_at\":1,\"expires_at\":2}",
                "{\"v\":1,\"kind\":\"watermark\",\"at\":1,\"sid\":\"abc\"}",
            })
    void anything_else_is_refused(String value) {
        assertThatThrownBy(() -> NoticeCodec.decode("sid:abc".getBytes(UTF_8), value.getBytes(UTF_8)))
                .isInstanceOf(NoticeFormatException.class);
    }

    @Test
    void a_record_without_key_or_value_is_refused_so_that_a_tombstone_cannot_un_revoke() {
        byte[] bytes = "sid:abc".getBytes(UTF_8);
        assertThatThrownBy(() -> NoticeCodec.decode(bytes, null)).isInstanceOf(NoticeFormatException.class);
        assertThatThrownBy(() -> NoticeCodec.decode(null, bytes)).isInstanceOf(NoticeFormatException.class);
    }

    @Test
    void ill_formed_utf8_is_refused() {
        byte[] value = NoticeCodec.encodeValue(new Notice.Session("abc", Instant.EPOCH, Instant.EPOCH));
        value[value.length / 2] = (byte) 0xC0;
        assertThatThrownBy(() -> NoticeCodec.decode("sid:abc".getBytes(UTF_8), value))
                .isInstanceOf(NoticeFormatException.class);
    }

    @Test
    void an_oversized_value_is_refused() {
        byte[] value = " ".repeat(NoticeCodec.MAX_VALUE_BYTES + 1).getBytes(UTF_8);
        assertThatThrownBy(() -> NoticeCodec.decode("all".getBytes(UTF_8), value))
                .isInstanceOf(NoticeFormatException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void what_cannot_be_read_back_is_not_written() {
        assertThatThrownBy(() -> NoticeCodec.encodeValue(new Notice.Session("", Instant.EPOCH, Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        NoticeCodec.encodeValue(new Notice.Session("x".repeat(257), Instant.EPOCH, Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoticeCodec.encodeValue(new Notice.Watermark(Instant.MAX.minusSeconds(1))))
                .isInstanceOf(RuntimeException.class);
    }

    private static String golden(String kind) throws IOException {
        try (InputStream in = NoticeCodecTest.class.getResourceAsStream("/golden/notices/" + kind + ".json")) {
            return new String(Objects.requireNonNull(in, kind).readAllBytes(), UTF_8).strip();
        }
    }
}
