package io.curfew.events.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class NoticeCodecProperties {

    @Property
    void what_is_written_is_read_back(@ForAll("notices") Notice notice) throws Exception {
        byte[] value = NoticeCodec.encodeValue(notice);

        assertThat(value.length).isLessThanOrEqualTo(NoticeCodec.MAX_VALUE_BYTES);
        assertThat(NoticeCodec.decode(NoticeCodec.encodeKey(notice), value)).isEqualTo(notice);
    }

    @Property(tries = 5000)
    void random_bytes_are_refused_and_nothing_else_happens(@ForAll byte[] key, @ForAll byte[] value) {
        assertThat(decodes(key, value)).isNull();
    }

    /** Fuzzing near valid input: one mutation of a valid record is refused or means exactly what it then says. */
    @Property(tries = 20000)
    void a_mutated_notice_is_refused_or_reads_as_its_own_canonical_form(
            @ForAll("notices") Notice notice, @ForAll @IntRange(max = 4095) int position, @ForAll byte replacement)
            throws Exception {
        byte[] value = NoticeCodec.encodeValue(notice);
        value[position % value.length] = replacement;

        Notice read = decodes(NoticeCodec.encodeKey(notice), value);

        if (read != null) {
            assertThat(read.key()).isEqualTo(notice.key());
            assertThat(NoticeCodec.decode(NoticeCodec.encodeKey(read), NoticeCodec.encodeValue(read)))
                    .isEqualTo(read);
        }
    }

    @Property(tries = 5000)
    void a_truncated_notice_is_refused(@ForAll("notices") Notice notice, @ForAll @IntRange(max = 4095) int length) {
        byte[] value = NoticeCodec.encodeValue(notice);
        byte[] cut = Arrays.copyOf(value, length % value.length);

        assertThat(decodes(NoticeCodec.encodeKey(notice), cut)).isNull();
    }

    private static Notice decodes(byte[] key, byte[] value) {
        try {
            return NoticeCodec.decode(key, value);
        } catch (NoticeFormatException e) {
            return null;
        }
    }

    @Provide
    Arbitrary<Notice> notices() {
        Arbitrary<String> ids = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(NoticeCodec.MAX_ID_LENGTH)
                .filter(NoticeCodec::isId);
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, NoticeCodec.MAX_MILLIS).map(Instant::ofEpochMilli);
        return Arbitraries.of(List.of(NoticeKind.values())).flatMap(kind -> Combinators.combine(
                        ids, times, times, times)
                .as((id, notBefore, revokedAt, expiresAt) -> notice(kind, id, notBefore, revokedAt, expiresAt)));
    }

    private static Notice notice(NoticeKind kind, String id, Instant notBefore, Instant revokedAt, Instant expiresAt) {
        return switch (kind) {
            case SESSION -> new Notice.Session(id, revokedAt, expiresAt);
            case TOKEN -> new Notice.Token(id, revokedAt, expiresAt);
            case SUBJECT -> new Notice.Subject(id, notBefore, revokedAt, expiresAt);
            case CLIENT -> new Notice.Client(id, notBefore, revokedAt, expiresAt);
            case TENANT -> new Notice.Tenant(id, notBefore, revokedAt, expiresAt);
            case KEY -> new Notice.SigningKey(id, notBefore, revokedAt, expiresAt);
            case ALL -> new Notice.All(notBefore, revokedAt, expiresAt);
            case WATERMARK ->
                new Notice.Watermark(
                        revokedAt, new Notice.Unexpired(notBefore.toEpochMilli(), expiresAt.toEpochMilli()));
        };
    }
}
