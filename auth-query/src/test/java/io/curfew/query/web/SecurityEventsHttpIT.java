package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.curfew.query.support.History;
import io.curfew.query.support.Issuer;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** M18: the history as security event tokens (RFC 8417) of CAEP 1.0, as a receiver checks them. */
class SecurityEventsHttpIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String AUDIENCE = "https://siem.test";
    private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";

    /** A file that ends here needs not wait for what is late. */
    private final Instant settled = Instant.now().minusSeconds(60);

    private final QueryService service = QueryService.shared();

    /** A line: where to go on, and the claims of the token, which was verified. */
    private record Token(String cursor, JsonNode claims) {
        String type() {
            return claims.get("events").propertyNames().iterator().next();
        }

        JsonNode event() {
            return claims.get("events").get(type());
        }

        String session() {
            return claims.get("sub_id").get("session").get("id").asString();
        }
    }

    @Test
    @DisplayName("each token verifies with the published keys and says what RFC 8417 and CAEP 1.0 ask for, and no more")
    void each_token_says_what_the_standards_ask_for() throws Exception {
        History history = History.ofSomebody();
        String one = history.login();
        String other = history.login();
        history.refresh(one, null); // nothing for a receiver
        history.logoutAll(List.of(one, other));
        history.fail("198.51.100.7", 3); // neither
        history.disable();
        publish(history);

        List<Token> tokens = tokens(history, "");

        assertThat(tokens)
                .extracting(Token::type)
                .containsExactly(
                        CAEP + "session-established",
                        CAEP + "session-established",
                        CAEP + "session-revoked",
                        CAEP + "session-revoked");
        assertThat(tokens).extracting(Token::session).containsExactly(one, other, one, other);
        for (Token token : tokens) {
            JsonNode claims = token.claims();
            assertThat(claims.propertyNames())
                    .containsExactlyInAnyOrder("iss", "aud", "iat", "jti", "txn", "sub_id", "events"); // no sub, no exp
            assertThat(claims.get("iss").asString()).isEqualTo(Issuer.NAME);
            assertThat(claims.get("aud").asString()).isEqualTo(AUDIENCE);
            assertThat(Instant.ofEpochSecond(claims.get("iat").asLong())).isBeforeOrEqualTo(Instant.now());
            assertThat(claims.get("events").propertyNames()).hasSize(1);
            assertThat(claims.get("sub_id").get("format").asString()).isEqualTo("complex");
            assertThat(claims.get("sub_id").get("user"))
                    .isEqualTo(JSON.readTree("{\"format\":\"iss_sub\",\"iss\":\"" + Issuer.NAME + "\",\"sub\":\""
                            + history.user() + "\"}"));
            assertThat(token.event().get("initiating_entity").asString()).isEqualTo("user");
            assertThat(token.event().get("reason_admin").get("en").asString()).isNotBlank();
        }
        assertThat(tokens.get(2).event().get("reason_admin").get("en").asString())
                .isEqualTo("Logout all");
        assertThat(tokens.get(2).event().get("event_timestamp").asLong())
                .isEqualTo(history.events().get(3).occurredAt().getEpochSecond());
        assertThat(tokens.get(2).claims().get("txn"))
                .isEqualTo(tokens.get(3).claims().get("txn"));
        assertThat(tokens).extracting(token -> token.claims().get("jti")).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("broken off between two tokens of one event, both come again with the same ids: none is missing")
    void tokens_of_one_event_are_told_again_with_the_same_ids() throws Exception {
        History history = History.ofSomebody();
        String one = history.login();
        history.logoutAll(List.of(one, history.login()));
        publish(history);
        List<Token> tokens = tokens(history, "");

        List<Token> again = tokens(history, "&after=" + tokens.get(2).cursor());

        assertThat(again)
                .extracting(token -> token.claims().get("jti"))
                .containsExactly(
                        tokens.get(2).claims().get("jti"),
                        tokens.get(3).claims().get("jti"));
        assertThat(tokens(history, "&after=" + tokens.get(3).cursor())).isEmpty();
    }

    @Test
    void who_decided_is_said_in_the_words_of_caep() throws Exception {
        History history = History.ofSomebody();
        history.reuse(history.login());
        history.expire(history.login()); // nobody revoked it
        publish(history);

        List<Token> tokens = tokens(history, "");

        assertThat(tokens)
                .extracting(token -> token.event().get("initiating_entity").asString())
                .containsExactly("user", "policy", "user");
        assertThat(tokens.get(1).event().get("reason_admin").get("en").asString())
                .isEqualTo("Refresh token reused");
    }

    @Test
    void who_signs_is_known_to_everybody() {
        JsonNode configuration = json(service.get("/.well-known/ssf-configuration", null));

        assertThat(configuration.get("issuer").asString()).isEqualTo(Issuer.NAME);
        assertThat(configuration.get("jwks_uri").asString()).isEqualTo(Issuer.NAME + "/ssf/jwks.json");
        assertThat(configuration.get("spec_version").asString()).isEqualTo("1_0");
    }

    private List<Token> tokens(History history, String more) throws ParseException, JOSEException {
        JWKSet keys = JWKSet.parse(service.get("/ssf/jwks.json", null).body());
        assertThat(keys.getKeys()).hasSize(1).noneMatch(key -> key.isPrivate());
        HttpResponse<String> answer = service.get(
                "/audit/export?format=caep&until=" + settled + "&audience=" + AUDIENCE + "&user=" + history.user()
                        + more,
                service.issuer.token(UUID.randomUUID().toString(), "s", "user auditor"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<Token> tokens = new ArrayList<>();
        for (String text : answer.body().lines().toList()) {
            JsonNode line = JSON.readTree(text);
            SignedJWT token = SignedJWT.parse(line.get("set").asString());
            assertThat(token.getHeader().getType().getType()).isEqualTo("secevent+jwt");
            assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
            assertThat(token.verify(new RSASSAVerifier(
                            keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                    .isTrue();
            JsonNode claims = JSON.readTree(token.getPayload().toBytes());
            tokens.add(new Token(line.get("cursor").asString(), claims));
        }
        return tokens;
    }

    private void publish(History history) {
        service.publish(history);
        String token = service.issuer.token(history.user(), "s", "user");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.get("/auth/sessions/history?min_position=" + history.position(), token)
                                .statusCode()
                        == 200);
    }
}
