package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.curfew.query.support.History;
import io.curfew.query.support.Issuer;
import io.curfew.query.support.QueryService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** M18: the history as a file. */
class ExportHttpIT {
    /** A file that ends here needs not wait for what is late. */
    private final Instant settled = Instant.now().minusSeconds(60);

    private static final JsonMapper JSON = new JsonMapper();
    private final QueryService service = QueryService.shared();

    @Test
    @DisplayName(
            "M18, I8 AuditExactlyOnce: every line once, exactly as published, and a broken file goes on at its cursor")
    void lines_go_on_after_any_of_them() {
        History history = published(40);
        String path = "/audit/export?format=jsonl&until=" + settled + "&user=" + history.user();

        List<JsonNode> lines = lines(get(path));

        assertThat(lines)
                .extracting(line -> line.get("seq").asInt())
                .isEqualTo(IntStream.range(0, 40).boxed().toList());
        for (JsonNode line : lines) {
            int seq = line.get("seq").asInt();
            assertThat(line.get("payload").asString())
                    .isEqualTo(new String(history.record("t", seq).value(), StandardCharsets.UTF_8));
            assertThat(line.get("actor").get("entity").asString()).isNotBlank();
        }
        for (int i = 0; i < lines.size(); i++) {
            List<JsonNode> rest =
                    lines(get(path + "&after=" + lines.get(i).get("cursor").asString()));
            assertThat(rest).isEqualTo(lines.subList(i + 1, lines.size()));
        }
    }

    @Test
    void a_sheet_is_formula_safe() {
        History history = History.ofSomebody();
        history.login("=cmd|'/C calc'!A0", "@evil");
        publish(history);

        HttpResponse<String> answer = get("/audit/export?format=csv&user=" + history.user());

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("text/csv;").containsIgnoringCase("charset=utf-8"));
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"curfew-audit.csv\"");
        assertThat(answer.body()).startsWith("\"occurred_at\",").contains("\"'=cmd|'/C calc'!A0\"", "\"'@evil\"");
    }

    @Test
    void security_event_tokens_verify_with_the_published_key() throws Exception {
        History history = History.ofSomebody();
        String one = history.login();
        String other = history.login();
        history.logoutAll(List.of(one, other));
        publish(history);
        String path = "/audit/export?format=caep&audience=https://siem.test&user=" + history.user();
        JWKSet keys = JWKSet.parse(service.get("/ssf/jwks.json", null).body());
        assertThat(keys.getKeys()).hasSize(1).noneMatch(key -> key.isPrivate());

        List<JsonNode> lines = lines(get(path));

        assertThat(lines).hasSize(4);
        for (JsonNode line : lines) {
            SignedJWT token = SignedJWT.parse(line.get("set").asString());
            assertThat(token.verify(new RSASSAVerifier(keys.getKeys().get(0).toRSAKey())))
                    .isTrue();
            assertThat(token.getHeader().getType().getType()).isEqualTo("secevent+jwt");
            Map<String, Object> claims = token.getJWTClaimsSet().getClaims();
            assertThat(claims).containsOnlyKeys("iss", "aud", "iat", "jti", "txn", "sub_id", "events");
            assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(Issuer.NAME);
            assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("https://siem.test");
        }
        JsonNode revoked = claims(lines.get(2));
        JsonNode event =
                revoked.get("events").get("https://schemas.openid.net/secevent/caep/event-type/session-revoked");
        assertThat(event.get("event_timestamp").asLong())
                .isEqualTo(history.events().get(2).occurredAt().getEpochSecond());
        assertThat(event.get("initiating_entity").asString()).isEqualTo("user");
        assertThat(event.get("reason_admin").get("en").asString()).isEqualTo("Logout all");
        assertThat(revoked.get("sub_id").get("session").get("id").asString()).isEqualTo(one);
        assertThat(revoked.get("txn")).isEqualTo(claims(lines.get(3)).get("txn"));
        assertThat(revoked.get("jti")).isNotEqualTo(claims(lines.get(3)).get("jti"));
        // Broken off between the two of one event: both come again, with the same ids.
        List<JsonNode> again =
                lines(get(path + "&after=" + lines.get(2).get("cursor").asString()));
        assertThat(again)
                .extracting(line -> claims(line).get("jti"))
                .containsExactly(revoked.get("jti"), claims(lines.get(3)).get("jti"));
    }

    @Test
    void who_signs_is_known_to_everybody() {
        JsonNode configuration = json(service.get("/.well-known/ssf-configuration", null));

        assertThat(configuration.get("issuer").asString()).isEqualTo(Issuer.NAME);
        assertThat(configuration.get("jwks_uri").asString()).isEqualTo(Issuer.NAME + "/ssf/jwks.json");
        assertThat(configuration.get("spec_version").asString()).isEqualTo("1_0");
    }

    @Test
    void what_breaks_off_in_the_middle_is_not_a_whole_file() {
        History history = published(1200);
        JdbcClient jdbc = service.context().getBean(JdbcClient.class);
        jdbc.sql("update query_audit_event set payload = 'no json' where user_id = ? and seq = 1100")
                .params(history.user())
                .update();

        assertThatThrownBy(() -> get("/audit/export?user=" + history.user())).hasRootCauseInstanceOf(IOException.class);

        jdbc.sql("delete from query_audit_event where user_id = ?")
                .params(history.user())
                .update();
    }

    @Test
    void only_auditors_may_take_it_away() {
        String user = service.issuer.token(UUID.randomUUID().toString(), "s", "user");
        assertProblem(service.get("/audit/export", user), 403, "insufficient_scope");
        assertProblem(service.get("/audit/export", null), 401, "token_missing");
    }

    private History published(int events) {
        History history = History.ofSomebody();
        String session = history.login();
        for (int i = 1; i < events; i++) {
            history.refresh(session, null);
        }
        publish(history);
        return history;
    }

    private void publish(History history) {
        service.publish(history);
        String token = service.issuer.token(history.user(), "s", "user");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.get("/auth/sessions?min_position=" + history.position(), token)
                                .statusCode()
                        == 200);
    }

    private HttpResponse<String> get(String path) {
        return service.get(path, service.issuer.token(UUID.randomUUID().toString(), "s", "user auditor"));
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(JSON::readTree).toList();
    }

    private static JsonNode claims(JsonNode line) {
        String token = line.get("set").asString();
        return JSON.readTree(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))));
    }
}
