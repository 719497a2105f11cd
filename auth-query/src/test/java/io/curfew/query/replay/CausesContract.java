package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.RuleKind;
import io.curfew.query.audit.AuditEntry;
import io.curfew.query.audit.AuditFilter;
import io.curfew.query.audit.AuditOrder;
import io.curfew.query.audit.AuditReader;
import io.curfew.query.audit.Cause;
import io.curfew.query.audit.CauseReader;
import io.curfew.query.audit.TokenVerdicts;
import io.curfew.query.audit.TokenVerdicts.State;
import io.curfew.query.audit.TokenVerdicts.Verdict;
import io.curfew.query.support.History;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said of why something happened, and of what decided on a token, on any database. */
abstract class CausesContract {
    private Store store;
    private TokenVerdicts tokens;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = new Store(database());
        tokens = new TokenVerdicts(store.jdbc);
    }

    @Test
    void a_revocation_for_reuse_goes_back_to_the_rotation_and_the_login() {
        History history = History.ofSomebody();
        String session = history.login();
        history.refresh(session, null);
        history.login();
        history.refresh(session, null);
        history.reuse(session);

        assertThat(causes(projected(history), 5)).containsExactly(0L, 3L, 4L);
    }

    @Test
    void a_session_that_gave_way_names_the_login_it_gave_way_to() {
        History history = History.ofSomebody();
        String session = history.login();
        history.loginInPlaceOf(session);

        assertThat(causes(projected(history), 1)).containsExactly(0L, 2L);
    }

    @Test
    void a_logout_everywhere_names_the_login_of_the_session_it_was_ordered_from() {
        History history = History.ofSomebody();
        history.login();
        String here = history.login();
        history.logoutAll(List.of(here));

        assertThat(causes(projected(history), 2)).containsExactly(1L);
    }

    @Test
    void a_changed_password_names_the_login_it_was_changed_from_and_not_the_sessions_that_it_ended() {
        History history = History.ofSomebody();
        history.login();
        String here = history.login();
        history.changePassword(List.of(here));
        history.disable();

        int generation = projected(history);

        assertThat(causes(generation, 3)).containsExactly(1L);
        assertThat(causes(generation, 4)).isEmpty();
    }

    @Test
    void what_a_rule_ended_names_the_rule() {
        History history = History.ofSomebody();
        history.ruleOut(history.login());

        int generation = projected(history);

        assertThat(causes(generation, 2)).containsExactly(0L, 1L);
        assertThat(causes(generation, 0)).isEmpty();
    }

    @Test
    @DisplayName("a token: not issued, valid, revoked by the end of its session, expired")
    void a_token_over_time() {
        History history = History.ofSomebody();
        String session = history.login();
        Instant started = history.events().get(0).occurredAt();
        history.refresh(session, null);
        Instant refreshed = history.events().get(1).occurredAt();
        history.logout(session);
        Instant ended = history.events().get(2).occurredAt();
        int generation = projected(history);
        String first = History.tokenId(session, started);

        assertThat(state(generation, first, started.minusSeconds(1))).isEqualTo(State.NOT_ISSUED);
        assertThat(state(generation, first, refreshed)).isEqualTo(State.VALID);
        assertThat(state(generation, first, ended.minusMillis(1))).isEqualTo(State.VALID);
        assertThat(state(generation, first, ended)).isEqualTo(State.REVOKED);
        assertThat(verdict(generation, History.tokenId(session, refreshed), ended)
                        .decidedBy())
                .extracting(AuditEntry::seq)
                .isEqualTo(2L);
        assertThat(tokens.at(generation, UUID.randomUUID().toString(), ended)).isEmpty();
    }

    @Test
    void a_token_that_nobody_revoked_expires() {
        History history = History.ofSomebody();
        String session = history.login();
        Instant started = history.events().get(0).occurredAt();
        history.expire(session);
        int generation = projected(history);
        String jti = History.tokenId(session, started);

        Instant expiry = verdict(generation, jti, started).expiresAt();
        assertThat(state(generation, jti, expiry.minusMillis(1))).isEqualTo(State.VALID);
        assertThat(state(generation, jti, expiry)).isEqualTo(State.EXPIRED);
    }

    @Test
    void rules_about_its_client_or_about_all_decide_on_a_token() {
        for (RuleKind kind : List.of(RuleKind.CLIENT, RuleKind.ALL)) {
            History history =
                    new History(UUID.randomUUID().toString(), Instant.now().minusSeconds(3700));
            String session = history.login();
            Instant started = history.events().get(0).occurredAt();
            String jti = History.tokenId(session, started);
            History rule = History.ofRule(kind, kind == RuleKind.ALL ? null : "web");
            Instant ruled = rule.events().get(0).occurredAt();
            int generation = projected(history, rule);

            assertThat(state(generation, jti, ruled.minusMillis(1))).isEqualTo(State.VALID);
            Verdict verdict = verdict(generation, jti, ruled);
            assertThat(verdict.state()).isEqualTo(State.REVOKED);
            assertThat(verdict.decidedBy()).extracting(AuditEntry::userId).isEqualTo(rule.user());
        }
    }

    @Test
    void a_rule_about_a_signing_key_is_said_to_be_undecided() {
        History history =
                new History(UUID.randomUUID().toString(), Instant.now().minusSeconds(3700));
        String session = history.login();
        String jti = History.tokenId(session, history.events().get(0).occurredAt());
        History rule = History.ofRule(RuleKind.KEY, "a-kid");
        Instant ruled = rule.events().get(0).occurredAt();
        int generation = projected(history, rule);

        assertThat(verdict(generation, jti, ruled.minusMillis(1)).undecided()).isFalse();
        assertThat(verdict(generation, jti, ruled).undecided()).isTrue();
        assertThat(state(generation, jti, ruled)).isEqualTo(State.VALID);
    }

    private State state(int generation, String jti, Instant at) {
        return verdict(generation, jti, at).state();
    }

    private Verdict verdict(int generation, String jti, Instant at) {
        Optional<Verdict> verdict = tokens.at(generation, jti, at);
        return verdict.orElseThrow();
    }

    private List<Long> causes(int generation, int seq) {
        List<AuditEntry> all =
                new AuditReader(store.jdbc).entries(generation, AuditFilter.ALL, AuditOrder.ASC, null, 100);
        List<List<Cause>> causes = new CauseReader(store.jdbc).causes(generation, all);
        return causes.get(seq).stream().map(Cause::seq).toList();
    }

    private int projected(History... histories) {
        int generation = store.generation();
        store.project(generation, Store.consumed(Store.records(List.of(histories))), 50);
        return generation;
    }
}
