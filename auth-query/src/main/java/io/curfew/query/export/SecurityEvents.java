package io.curfew.query.export;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.events.json.SessionEventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Events as security event tokens (SET, RFC 8417) of CAEP 1.0: {@code session-established} and {@code session-revoked}.
 * Each has an id that follows from the event and the session, so the same one comes again when it is made again. Immutable
 * and thread-safe.
 */
final class SecurityEvents {
    private static final String TYPE = "https://schemas.openid.net/secevent/caep/event-type/";

    private final String issuer;
    private final String audience;
    private final RSAKey key;
    private final RSASSASigner signer;
    private final Clock clock;

    SecurityEvents(String issuer, String audience, RSAKey key, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.key = key;
        this.clock = clock;
        try {
            this.signer = new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }

    /** The tokens of an event, one for each session it began or ended; none for other events. */
    List<String> of(ExportRow row) {
        EventType type = EventType.named(row.type()).orElseThrow();
        SessionEvent event = SessionEventJson.read(type, row.payload());
        List<String> tokens = new ArrayList<>();
        if (event instanceof SessionStarted started) {
            tokens.add(token(row, "session-established", started.sessionId(), "Signed in"));
        } else if (event instanceof SessionRevoked revoked) {
            tokens.add(token(
                    row,
                    "session-revoked",
                    revoked.sessionId(),
                    words(revoked.reason().name())));
        } else if (event instanceof AllSessionsRevoked all) {
            all.sessionIds()
                    .forEach(session -> tokens.add(token(
                            row, "session-revoked", session, words(all.reason().name()))));
        }
        return tokens;
    }

    private String token(ExportRow row, String type, String session, String why) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_timestamp", row.occurredAt().getEpochSecond());
        event.put("initiating_entity", row.initiator().toLowerCase(Locale.ROOT));
        event.put("reason_admin", Map.of("en", why));
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .jwtID(id(row.eventId(), session))
                .issueTime(Date.from(clock.instant()))
                .claim("txn", row.eventId())
                .claim("sub_id", subject(row.userId(), session))
                .claim("events", Map.of(TYPE + type, event))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("secevent+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return token.serialize();
    }

    /** RFC 9493, section 3.2.9 and CAEP's complex subjects. */
    private Map<String, Object> subject(String user, String session) {
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("format", "complex");
        subject.put("user", Map.of("format", "iss_sub", "iss", issuer, "sub", user));
        subject.put("session", Map.of("format", "opaque", "id", session));
        return subject;
    }

    private static String id(String eventId, String session) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((eventId + "\n" + session).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A reason as an administrator reads it, such as {@code Password changed}. */
    private static String words(String reason) {
        String words = reason.replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
