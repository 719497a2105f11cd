package io.curfew.events.notice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of notices: the record key is {@link Notice#key()} in UTF-8, the value one flat JSON object (RFC 8259)
 * of strings and integers, with times in milliseconds since the epoch:
 *
 * <pre>{@code {"v":1,"kind":"session","sid":"…","revoked_at":1766275200000,"expires_at":1766276100000}}</pre>
 *
 * <p>Strict on purpose, because a notice misread is a revocation lost: an unknown, missing or repeated field, an unknown
 * version or kind, a wrong type, a key that does not match, ill-formed UTF-8 or anything behind the object is a
 * {@link NoticeFormatException}. Never throws anything else on any input. Stateless and thread-safe.
 */
public final class NoticeCodec {
    /** The version written. */
    public static final int VERSION = 1;
    /** The longest id, in characters. */
    public static final int MAX_ID_LENGTH = 256;
    /** The longest record value, in bytes. */
    public static final int MAX_VALUE_BYTES = 4096;
    /** The latest instant: the last millisecond of the year 9999. */
    static final long MAX_MILLIS = 253_402_300_799_999L;

    private NoticeCodec() {}

    /** The record key in bytes. */
    public static byte[] encodeKey(Notice notice) {
        return notice.key().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The record value in bytes.
     *
     * @throws IllegalArgumentException when an id or a time is outside what the wire form allows
     */
    public static byte[] encodeValue(Notice notice) {
        FlatJsonWriter out = new FlatJsonWriter();
        out.number("v", VERSION).string("kind", notice.kind().wireName());
        if (notice instanceof Notice.Watermark watermark) {
            out.number("at", millis(watermark.at()));
            Notice.Unexpired unexpired = watermark.unexpired();
            if (unexpired != null) {
                out.number("unexpired", unexpired.count()).number("unexpired_from", unexpired.from());
            }
            return out.toBytes();
        }
        Notice.Revocation revocation = (Notice.Revocation) notice;
        String idField = idField(notice.kind());
        if (idField != null) {
            out.string(idField, validId(id(revocation)));
        }
        if (notice instanceof Notice.NotBefore rule) {
            out.number("not_before", millis(rule.notBefore()));
        }
        return out.number("revoked_at", millis(revocation.revokedAt()))
                .number("expires_at", millis(revocation.expiresAt()))
                .toBytes();
    }

    /**
     * Reads one record.
     *
     * @throws NoticeFormatException when it is anything but a notice of this version
     */
    public static Notice decode(byte @Nullable [] key, byte @Nullable [] value) throws NoticeFormatException {
        if (key == null || value == null) {
            throw new NoticeFormatException("a notice has a key and a value");
        }
        if (value.length > MAX_VALUE_BYTES) {
            throw new NoticeFormatException("longer than " + MAX_VALUE_BYTES + " bytes");
        }
        NoticeFields fields = new NoticeFields(FlatJsonReader.read(value));
        if (fields.number("v") != VERSION) {
            throw new NoticeFormatException("unknown version");
        }
        NoticeKind kind =
                NoticeKind.named(fields.string("kind")).orElseThrow(() -> new NoticeFormatException("unknown kind"));
        Notice notice = notice(kind, fields);
        fields.nothingLeft();
        if (!Arrays.equals(key, encodeKey(notice))) {
            throw new NoticeFormatException("the key does not match the value");
        }
        return notice;
    }

    private static Notice notice(NoticeKind kind, NoticeFields fields) throws NoticeFormatException {
        if (kind == NoticeKind.WATERMARK) {
            return new Notice.Watermark(fields.instant("at"), unexpired(fields));
        }
        String idField = idField(kind);
        String id = idField == null ? "" : fields.id(idField);
        Instant revokedAt = fields.instant("revoked_at");
        Instant expiresAt = fields.instant("expires_at");
        return switch (kind) {
            case SESSION -> new Notice.Session(id, revokedAt, expiresAt);
            case TOKEN -> new Notice.Token(id, revokedAt, expiresAt);
            case SUBJECT -> new Notice.Subject(id, fields.instant("not_before"), revokedAt, expiresAt);
            case CLIENT -> new Notice.Client(id, fields.instant("not_before"), revokedAt, expiresAt);
            case TENANT -> new Notice.Tenant(id, fields.instant("not_before"), revokedAt, expiresAt);
            case KEY -> new Notice.SigningKey(id, fields.instant("not_before"), revokedAt, expiresAt);
            case ALL -> new Notice.All(fields.instant("not_before"), revokedAt, expiresAt);
            case WATERMARK -> throw new AssertionError("handled above");
        };
    }

    private static Notice.@Nullable Unexpired unexpired(NoticeFields fields) throws NoticeFormatException {
        if (!fields.has("unexpired")) {
            return null;
        }
        return new Notice.Unexpired(fields.natural("unexpired"), fields.natural("unexpired_from"));
    }

    private static @Nullable String idField(NoticeKind kind) {
        return switch (kind) {
            case SESSION -> "sid";
            case TOKEN -> "jti_hash";
            case SUBJECT -> "sub";
            case CLIENT -> "client_id";
            case TENANT -> "tenant";
            case KEY -> "kid";
            case ALL, WATERMARK -> null;
        };
    }

    private static String id(Notice.Revocation revocation) {
        if (revocation instanceof Notice.Session session) {
            return session.sid();
        } else if (revocation instanceof Notice.Token token) {
            return token.jtiHash();
        } else if (revocation instanceof Notice.Subject subject) {
            return subject.sub();
        } else if (revocation instanceof Notice.Client client) {
            return client.clientId();
        } else if (revocation instanceof Notice.Tenant tenant) {
            return tenant.tenant();
        } else if (revocation instanceof Notice.SigningKey signingKey) {
            return signingKey.kid();
        }
        return "";
    }

    private static String validId(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "an id has 1 to " + MAX_ID_LENGTH + " characters, no control characters, no lone surrogates");
        }
        return id;
    }

    /** Whether a text is 1 to {@value #MAX_ID_LENGTH} characters, none of them control or half a pair. */
    public static boolean isId(String id) {
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            return false;
        }
        return id.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /**
     * A time as the wire has it.
     *
     * @throws IllegalArgumentException when it is not between 1970 and 9999
     */
    public static long millis(Instant instant) {
        long millis = instant.toEpochMilli();
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new IllegalArgumentException("a time lies between 1970 and 9999");
        }
        return millis;
    }
}
