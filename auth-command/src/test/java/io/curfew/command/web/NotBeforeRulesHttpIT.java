package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import io.curfew.events.notice.Notice;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules with a not-before: what is answered, what listeners are told and who is out. */
class NotBeforeRulesHttpIT extends RulesStage {
    /** Of its own: these rules are about everybody. */
    private static WebNode own;

    NotBeforeRulesHttpIT() {
        super(own);
    }

    @BeforeAll
    static void start() {
        own = WebNode.start();
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Test
    @DisplayName("I5 CommandLinearizable: a session of a revoked client is neither used nor refreshed; others are")
    void I5_a_rule_about_a_client() {
        String client = WebNode.APP;
        Device app = login(client);
        Device same = login(client);

        isAdded(revoke("client", client));
        Device later = login(client);

        assertThat(http.delete("/auth/sessions/others", app.bearer()).code()).isEqualTo("session_revoked");
        assertThat(app.refresh().code()).isEqualTo("invalid_grant");
        assertThat(same.refresh().code()).isEqualTo("invalid_grant");
        assertThat(laptop.bearerWorks()).isTrue();
        assertThat(laptop.refresh().status()).isEqualTo(200);
        Notice.Client notice = notices(Notice.Client.class).stream()
                .filter(rule -> rule.clientId().equals(client))
                .findFirst()
                .orElseThrow();
        for (Device out : List.of(app, same)) {
            assertThat(issuedAt(out)).isBefore(notice.notBefore());
        }
        assertThat(issuedAt(later)).isAfterOrEqualTo(notice.notBefore());
        assertThat(later.bearerWorks()).isTrue();
        assertThat(later.refresh().status()).isEqualTo(200);
        assertThat(notice.expiresAt()).isAfterOrEqualTo(notice.notBefore().plusSeconds(3600));
    }

    @Test
    void a_rule_about_a_tenant_is_told_to_listeners() {
        isAdded(revoke("tenant", "acme"));

        assertThat(notices(Notice.Tenant.class))
                .extracting(Notice.Tenant::tenant)
                .contains("acme");
        assertThat(laptop.bearerWorks()).isTrue();
    }

    @Test
    void a_revoked_signing_key_signs_no_more_and_sessions_go_on_with_another() {
        String kid = part(laptop.accessToken(), 0).get("kid").asString();

        isAdded(revoke("key", kid));

        assertThat(http.get("/.well-known/jwks.json").response().body()).doesNotContain(kid);
        assertThat(laptop.bearerWorks()).isFalse();
        Answer refreshed = laptop.refresh();
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(part(refreshed.text("access_token"), 0).get("kid").asString())
                .isNotEqualTo(kid);
        Notice.SigningKey notice = notices(Notice.SigningKey.class).get(0);
        assertThat(notice.kid()).isEqualTo(kid);
        assertThat(notice.notBefore()).as("however a thief dates it").isEqualTo(notice.expiresAt());
    }

    @Test
    void a_rule_about_all_ends_everything_that_began_before_it() {
        isAdded(revoke("all", null));
        Device again = ann.login();

        assertThat(laptop.bearerWorks()).isFalse();
        assertThat(admin.bearerWorks()).isFalse();
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(again.bearerWorks()).isTrue();
        Notice.All notice = notices(Notice.All.class).get(0);
        assertThat(issuedAt(laptop)).isBefore(notice.notBefore());
        assertThat(issuedAt(again)).isAfterOrEqualTo(notice.notBefore());
    }
}
