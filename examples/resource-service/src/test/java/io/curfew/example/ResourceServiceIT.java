package io.curfew.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.notice.Notice;
import io.curfew.example.TokenForge.Draft;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a caller of a resource service sees. */
class ResourceServiceIT extends RunningService {
    @Test
    void a_good_token_is_greeted_by_the_node_it_reached() throws Exception {
        var answer = get("/hello", forge.sign(new Draft()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"message\":\"hello\"")
                .contains("\"user\":\"1f0c6a52-0000-4000-8000-000000000001\"")
                .contains("\"node\":\"node-a\"");
    }

    @Test
    void a_request_that_is_wrong_in_itself_is_no_401() throws Exception {
        assertThat(get("/hello;x", forge.sign(new Draft())).statusCode()).isEqualTo(400);
    }

    @Test
    void a_revoked_session_is_refused_at_its_next_request() throws Exception {
        Draft draft = new Draft();
        String token = forge.sign(draft);
        assertThat(get("/hello", token).statusCode()).isEqualTo(200);

        feed.revoke(draft.sid());

        var answer = get("/hello", token);
        assertProblem(answer, 401, "session_revoked");
        assertThat(challenge(answer))
                .isEqualTo("Bearer realm=\"curfew\", error=\"invalid_token\","
                        + " error_description=\"The access token was revoked\"");
    }

    @Test
    void another_session_of_the_same_user_goes_on() throws Exception {
        Draft ended = new Draft();
        feed.revoke(ended.sid());

        assertThat(get("/hello", forge.sign(new Draft())).statusCode()).isEqualTo(200);
    }

    @Test
    void I6_a_revoked_token_inside_the_verifiers_leeway_stays_revoked() throws Exception {
        long now = Instant.now().getEpochSecond();
        Draft late = new Draft().claim("iat", now - 920).claim("exp", now - 20);
        // Shows that the leeway is real: the expired token still passes.
        assertThat(get("/hello", forge.sign(late)).statusCode()).isEqualTo(200);

        Instant expired = Instant.ofEpochSecond(now - 20);
        feed.publish(new Notice.Session(late.sid(), expired.minusSeconds(60), expired));

        assertProblem(get("/hello", forge.sign(late)), 401, "session_revoked");
    }

    @Test
    void I9_a_stale_node_says_503_and_not_401_and_recovers() throws Exception {
        String token = forge.sign(new Draft());
        feed.goStale();

        var answer = get("/hello", token);
        assertProblem(answer, 503, "revocation_state_stale");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();

        feed.recover();
        assertThat(get("/hello", token).statusCode()).isEqualTo(200);
    }

    @Test
    void a_bad_token_is_bad_also_on_a_stale_node() throws Exception {
        feed.goStale();

        assertProblem(get("/hello", forge.sign(new Draft().claim("aud", "elsewhere"))), 401, "token_invalid");
    }

    @Test
    void a_stale_node_still_refuses_as_revoked_what_it_knows_to_be_revoked() throws Exception {
        Draft draft = new Draft();
        feed.revoke(draft.sid());
        feed.goStale();

        assertProblem(get("/hello", forge.sign(draft)), 401, "session_revoked");
    }

    @Test
    void readiness_follows_the_listener_and_liveness_does_not() throws Exception {
        assertThat(get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);

        feed.goStale();

        assertThat(get("/actuator/health/readiness", null).statusCode()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness", null).statusCode()).isEqualTo(200);
    }

    @Test
    void too_little_right_is_403_and_enough_is_200() throws Exception {
        var denied = get("/admin/hello", forge.sign(new Draft()));
        assertProblem(denied, 403, "insufficient_scope");
        assertThat(challenge(denied))
                .isEqualTo("Bearer realm=\"curfew\", error=\"insufficient_scope\", scope=\"admin\"");

        assertThat(get("/admin/hello", forge.sign(new Draft().claim("scope", "user admin")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void no_token_is_401_without_an_error_code() throws Exception {
        var answer = get("/hello", null);

        assertProblem(answer, 401, "token_missing");
        assertThat(challenge(answer)).isEqualTo("Bearer realm=\"curfew\"");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_token_in_the_query_is_ignored() throws Exception {
        assertProblem(get("/hello?access_token=" + forge.sign(new Draft()), null), 401, "token_missing");
    }

    @Test
    void a_token_in_header_and_query_is_one_too_many() throws Exception {
        String token = forge.sign(new Draft());

        var answer = get("/hello?access_token=" + token, token);
        assertProblem(answer, 400, "multiple_tokens");
        assertThat(challenge(answer)).contains("error=\"invalid_request\"");
    }

    @Test
    void two_authorization_headers_are_one_too_many() throws Exception {
        String token = forge.sign(new Draft());
        HttpRequest request = HttpRequest.newBuilder(uri("/hello"))
                .header("Authorization", "Bearer " + token)
                .header("Authorization", "Bearer " + token)
                .build();

        assertProblem(http.send(request, HttpResponse.BodyHandlers.ofString()), 400, "multiple_tokens");
    }
}
