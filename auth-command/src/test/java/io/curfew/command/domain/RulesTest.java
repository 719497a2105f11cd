package io.curfew.command.domain;

import static io.curfew.command.domain.Mother.LIFETIME;
import static io.curfew.command.domain.Mother.NO_RULES;
import static io.curfew.command.domain.Mother.T0;
import static io.curfew.command.domain.Mother.USER;
import static io.curfew.command.domain.Mother.refresh;
import static io.curfew.command.domain.Mother.refreshed;
import static io.curfew.command.domain.Mother.revoked;
import static io.curfew.command.domain.Mother.rules;
import static io.curfew.command.domain.Mother.start;
import static io.curfew.command.domain.Mother.started;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationReason;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What rules do to sessions, and when they begin to hold. */
class RulesTest {
    private static final Instant T1 = T0.plusSeconds(600);
    private static final Duration HOUR = Duration.ofHours(1);

    private static <T> FixtureConfiguration<T> fixture(Class<T> aggregate, RevocationRules rules) {
        return new AggregateTestFixture<>(aggregate)
                .registerInjectableResource(SessionPolicy.DEFAULT)
                .registerInjectableResource(RulePolicy.DEFAULT)
                .registerInjectableResource(rules)
                .registerInjectableResource(Mother.SEALS);
    }

    private static NewRule rule(RuleKind kind, @Nullable String value, @Nullable Instant notBefore) {
        return new NewRule("r", kind, value, notBefore, "stolen", "an-admin");
    }

    private static RevocationRuleAdded added(
            String stream, RuleKind kind, @Nullable String value, @Nullable Instant from, Instant at, Instant until) {
        return new RevocationRuleAdded(
                stream, "r", kind, value, from, "stolen", InitiatingEntity.ADMIN, "an-admin", at, until);
    }

    @Test
    void a_rule_about_a_session_ends_it_and_no_other() {
        RevocationRuleAdded rule = added(USER, RuleKind.SESSION, "a", null, T1, T1.plus(HOUR));
        fixture(UserSessions.class, NO_RULES)
                .given(started("a", T0), started("b", T0))
                .when(new AddUserRule(USER, rule(RuleKind.SESSION, "a", null), T1))
                .expectEvents(rule, revoked("a", RevocationReason.ADMIN, Initiator.admin("an-admin", null), T0, T1))
                .expectResultMessagePayload(new Decided<>(new RuleResult.Added(rule, List.of("a")), 3));
    }

    @Test
    void a_rule_about_no_active_session_is_refused_and_records_nothing() {
        fixture(UserSessions.class, NO_RULES)
                .given(started("a", T0))
                .when(new AddUserRule(USER, rule(RuleKind.SESSION, "z", null), T1))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RuleResult.Refused(Refusal.SESSION_NOT_FOUND), 0));
    }

    @Test
    void a_rule_about_a_subject_ends_each_session_by_its_id() {
        fixture(UserSessions.class, NO_RULES)
                .given(started("a", T0), started("b", T1))
                .when(new AddUserRule(USER, rule(RuleKind.SUBJECT, USER, null), T1))
                .expectEvents(
                        added(USER, RuleKind.SUBJECT, USER, T1, T1, T1.plus(HOUR)),
                        new AllSessionsRevoked(
                                USER,
                                List.of("a", "b"),
                                null,
                                RevocationReason.ADMIN,
                                InitiatingEntity.ADMIN,
                                T1,
                                T1.plus(LIFETIME),
                                "an-admin",
                                null));
    }

    @Test
    void a_rule_about_a_subject_leaves_sessions_that_began_at_its_not_before_or_later() {
        fixture(UserSessions.class, NO_RULES)
                .given(started("a", T0), started("b", T1))
                .when(new AddUserRule(USER, rule(RuleKind.SUBJECT, USER, T1), T1.plusSeconds(9)))
                .expectEvents(
                        added(
                                USER,
                                RuleKind.SUBJECT,
                                USER,
                                T1,
                                T1.plusSeconds(9),
                                T1.plusSeconds(9).plus(HOUR)),
                        new AllSessionsRevoked(
                                USER,
                                List.of("a"),
                                null,
                                RevocationReason.ADMIN,
                                InitiatingEntity.ADMIN,
                                T1.plusSeconds(9),
                                T0.plus(LIFETIME),
                                "an-admin",
                                null));
    }

    @Test
    void a_subject_nobody_here_knows_can_be_named() {
        fixture(UserSessions.class, NO_RULES)
                .givenNoPriorActivity()
                .when(new AddUserRule(USER, rule(RuleKind.SUBJECT, USER, null), T1))
                .expectEvents(added(USER, RuleKind.SUBJECT, USER, T1, T1, T1.plus(HOUR)));
    }

    @Test
    @DisplayName("I5 CommandLinearizable: a session that began before a rule's not-before is not refreshed but ended")
    void I5_a_session_under_a_rule_is_not_refreshed() {
        fixture(UserSessions.class, rules(T0.plusMillis(1), Instant.EPOCH))
                .given(started("a", T0))
                .when(refresh("a", "a-0", "a-1", T1))
                .expectEvents(revoked("a", RevocationReason.ADMIN, Initiator.RULE, T0, T1))
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Refused(Refusal.SESSION_RULED_OUT), 1));
    }

    @Test
    @DisplayName("I5 CommandLinearizable: nor inside the leeway")
    void I5_a_spent_token_is_not_answered_again_under_a_rule() {
        fixture(UserSessions.class, rules(T0.plusMillis(1), Instant.EPOCH))
                .given(started("a", T0), refreshed("a", "a-1", T1))
                .when(refresh("a", "a-0", "a-1", T1.plusSeconds(1)))
                .expectEvents(revoked("a", RevocationReason.ADMIN, Initiator.RULE, T1, T1.plusSeconds(1)));
    }

    @Test
    void sessions_under_a_rule_that_nobody_uses_are_ended_in_time() {
        fixture(UserSessions.class, rules(T1, Instant.EPOCH))
                .given(started("a", T0), started("b", T1))
                .when(new ExpireSessions(USER, T1.plusSeconds(9)))
                .expectEvents(revoked("a", RevocationReason.ADMIN, Initiator.RULE, T0, T1.plusSeconds(9)))
                .expectResultMessagePayload(new Decided<>(1, 2));
    }

    @Test
    @DisplayName("I3 NoFalseRevocation: a session that begins under a rule outlives it, whatever the node's clock says")
    void I3_a_session_begun_under_a_rule_is_dated_behind_it() {
        Instant notBefore = T0.plusMillis(1500);
        Instant dated = T0.plusSeconds(2);
        fixture(UserSessions.class, rules(notBefore, Instant.EPOCH))
                .givenNoPriorActivity()
                .when(start("a", T0))
                .expectResultMessagePayload(
                        new Decided<>(new SessionGrant(USER, "a", "web", dated, dated, T0.plus(LIFETIME)), 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = RuleKind.class,
            names = {"CLIENT", "TENANT", "ALL", "KEY"})
    @DisplayName(
            "I6 TokenInsideEntry: by default a rule begins after everything granted, and outlives the longest token")
    void I6_a_rule_covers_every_token_granted_before_it(RuleKind kind) {
        Instant aheadClock = T1.plusMillis(300);
        String value = kind == RuleKind.ALL ? null : "x";
        Instant notBefore = aheadClock.plusMillis(1);
        fixture(RevocationRule.class, rules(Instant.EPOCH, aheadClock))
                .givenNoPriorActivity()
                .when(new AddRule(rule(kind, value, null), T1))
                .expectEvents(added("rule:r", kind, value, notBefore, T1, notBefore.plus(HOUR)));
    }

    @Test
    void a_not_before_that_was_given_stays_as_it_is() {
        fixture(RevocationRule.class, rules(Instant.EPOCH, T1))
                .givenNoPriorActivity()
                .when(new AddRule(rule(RuleKind.CLIENT, "web", T0), T1))
                .expectEvents(added("rule:r", RuleKind.CLIENT, "web", T0, T1, T1.plus(HOUR)));
    }

    @Test
    void a_token_is_named_exactly() {
        fixture(RevocationRule.class, NO_RULES)
                .givenNoPriorActivity()
                .when(new AddRule(rule(RuleKind.TOKEN, "hash", null), T1))
                .expectEvents(added("rule:r", RuleKind.TOKEN, "hash", null, T1, T1.plus(HOUR)));
    }

    @Test
    void what_comes_with_a_revoked_key_of_ours_is_refused_whenever_it_says_it_was_issued() {
        Instant until = T1.plus(HOUR);
        fixture(RevocationRule.class, NO_RULES)
                .givenNoPriorActivity()
                .when(new AddRule(rule(RuleKind.KEY, "our-key", null), T1))
                .expectEvents(added("rule:r", RuleKind.KEY, "our-key", until, T1, until));
    }
}
