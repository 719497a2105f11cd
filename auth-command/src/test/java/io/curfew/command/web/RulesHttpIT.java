package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import io.curfew.events.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rules that an exact id decides: what is answered, what listeners are told and who is out. */
class RulesHttpIT extends RulesStage {
    RulesHttpIT() {
        super(WebNode.shared());
    }

    @Test
    void a_rule_about_a_session_ends_it_whoevers_it_is_and_no_other() {
        Device phone = ann.login();

        Answer answer = revoke("session", laptop.sessionId());

        isAdded(answer);
        assertThat(answer.json().get("sessions").asInt()).isEqualTo(1);
        assertThat(laptop.bearerWorks()).isFalse();
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(phone.bearerWorks()).isTrue();
        assertThat(notices(Notice.Session.class))
                .extracting(Notice.Session::sid)
                .contains(laptop.sessionId())
                .doesNotContain(phone.sessionId());
        Answer again = revoke("session", laptop.sessionId());
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.code()).isEqualTo("session_not_found");
    }

    @Test
    @DisplayName("a subject's sessions end by their ids, other issuers' tokens by the rule; a new login works at once")
    void a_rule_about_a_subject() {
        Device phone = ann.login();

        Answer answer = revoke("subject", ann.userId());
        Device again = ann.login();

        isAdded(answer);
        assertThat(answer.json().get("sessions").asInt()).isEqualTo(2);
        assertThat(List.of(laptop.bearerWorks(), phone.bearerWorks())).containsOnly(false);
        Notice.Subject notice = notices(Notice.Subject.class).stream()
                .filter(subject -> subject.sub().equals(ann.userId()))
                .findFirst()
                .orElseThrow();
        assertThat(notices(Notice.Session.class))
                .extracting(Notice.Session::sid)
                .contains(laptop.sessionId(), phone.sessionId());
        assertThat(again.bearerWorks()).isTrue();
        // I3 NoFalseRevocation: also by what listeners go by, in the very same second.
        assertThat(Instant.ofEpochSecond(part(again.accessToken(), 1).get("iat").asLong()))
                .isAfterOrEqualTo(notice.notBefore());
        assertThat(again.refresh().status()).isEqualTo(200);
    }

    @Test
    void a_rule_about_a_token_refuses_that_token_only_and_its_jti_goes_no_further() {
        String jti = part(laptop.accessToken(), 1).get("jti").asString();

        isAdded(revoke("token", jti));

        assertThat(http.delete("/auth/sessions/others", laptop.bearer()).code()).isEqualTo("session_revoked");
        assertThat(notices(Notice.Token.class))
                .extracting(Notice.Token::jtiHash)
                .contains(Notice.Token.hash(jti))
                .doesNotContain(jti);
        assertThat(stored()).noneMatch(payload -> payload.contains(jti));
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    private List<String> stored() {
        return node.bean(JdbcTemplate.class)
                .query(
                        "select payload from session_event",
                        (row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8));
    }
}
