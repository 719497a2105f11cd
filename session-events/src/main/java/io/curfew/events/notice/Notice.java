package io.curfew.events.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One record of topic {@code session-revocations}: a revocation that resource services must apply, or the watermark that
 * proves they have seen everything before it. There is no notice that un-revokes.
 *
 * <p>Instants have millisecond precision; ids are 1 to {@value NoticeCodec#MAX_ID_LENGTH} printable characters.
 * Immutable and thread-safe.
 */
public sealed interface Notice {

    /** The kind, which names it on the wire. */
    NoticeKind kind();

    /** The Kafka record key: equal keys mean the same thing revoked. */
    String key();

    /** A revocation; after {@link #expiresAt()} it may be forgotten, because no token it matches can be unexpired. */
    sealed interface Revocation extends Notice {
        /** When it was decided. */
        Instant revokedAt();

        /** The last instant at which a token it matches can be unexpired, not counting what a verifier forgives. */
        Instant expiresAt();
    }

    /** A revocation that covers the tokens issued before an instant. */
    sealed interface NotBefore extends Revocation {
        /** Tokens issued before this instant are revoked. */
        Instant notBefore();
    }

    /** Every token whose {@code sid} equals {@code sid}. */
    record Session(String sid, Instant revokedAt, Instant expiresAt) implements Revocation {
        @Override
        public NoticeKind kind() {
            return NoticeKind.SESSION;
        }

        @Override
        public String key() {
            return "sid:" + sid;
        }
    }

    /** The one token whose {@code jti} has this SHA-256 (base64url without padding). */
    record Token(String jtiHash, Instant revokedAt, Instant expiresAt) implements Revocation {
        /**
         * What a token is known by here: SHA-256 of its {@code jti} in UTF-8, base64url without padding. The {@code jti}
         * itself stays where the token is.
         */
        public static String hash(String jti) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(jti.getBytes(StandardCharsets.UTF_8));
                return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public NoticeKind kind() {
            return NoticeKind.TOKEN;
        }

        @Override
        public String key() {
            return "jti:" + jtiHash;
        }
    }

    /** Every token of a {@code sub} issued before an instant, for tokens that carry no {@code sid} of ours. */
    record Subject(String sub, Instant notBefore, Instant revokedAt, Instant expiresAt) implements NotBefore {
        @Override
        public NoticeKind kind() {
            return NoticeKind.SUBJECT;
        }

        @Override
        public String key() {
            return "sub:" + sub;
        }
    }

    /** Every token of a {@code client_id} issued before an instant. */
    record Client(String clientId, Instant notBefore, Instant revokedAt, Instant expiresAt) implements NotBefore {
        @Override
        public NoticeKind kind() {
            return NoticeKind.CLIENT;
        }

        @Override
        public String key() {
            return "client:" + clientId;
        }
    }

    /** Every token of a {@code tenant} issued before an instant. */
    record Tenant(String tenant, Instant notBefore, Instant revokedAt, Instant expiresAt) implements NotBefore {
        @Override
        public NoticeKind kind() {
            return NoticeKind.TENANT;
        }

        @Override
        public String key() {
            return "tenant:" + tenant;
        }
    }

    /**
     * Every token signed with the key of this {@code kid}, whatever its date: whoever has the key dates tokens as they like.
     * The instant is for listeners of earlier versions.
     */
    record SigningKey(String kid, Instant notBefore, Instant revokedAt, Instant expiresAt) implements NotBefore {
        @Override
        public NoticeKind kind() {
            return NoticeKind.KEY;
        }

        @Override
        public String key() {
            return "kid:" + kid;
        }
    }

    /** Every token issued before an instant. */
    record All(Instant notBefore, Instant revokedAt, Instant expiresAt) implements NotBefore {
        @Override
        public NoticeKind kind() {
            return NoticeKind.ALL;
        }

        @Override
        public String key() {
            return "all";
        }
    }

    /**
     * What one partition held when the relay looked: so many unexpired revocations, the first of them at that offset. A
     * reader that began at or before that offset and has read fewer knows that the log has lost some.
     *
     * @param count how many; a lower bound, for a record counts only once its acknowledgement is noted
     * @param from the lowest of their offsets; 0 where there are none
     */
    record Unexpired(long count, long from) {
        /**
         * A claim.
         *
         * @throws IllegalArgumentException when either is negative
         */
        public Unexpired {
            if (count < 0 || from < 0) {
                throw new IllegalArgumentException("neither is negative: " + count + ", " + from);
            }
        }
    }

    /**
     * Says: every revocation that was due before me has been published before me.
     *
     * @param at the relay's clock when it wrote the watermark; informative, never compared with another machine's clock
     * @param unexpired what this partition holds, so that a reader can tell whether it has read all of it; null where the
     *     relay makes no such claim
     */
    record Watermark(Instant at, @Nullable Unexpired unexpired) implements Notice {
        /** A watermark without a claim. */
        public Watermark(Instant at) {
            this(at, null);
        }

        @Override
        public NoticeKind kind() {
            return NoticeKind.WATERMARK;
        }

        @Override
        public String key() {
            return "watermark";
        }
    }
}
