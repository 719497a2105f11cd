package io.curfew.command.domain;

import static io.curfew.command.domain.Mother.HOME;
import static io.curfew.command.domain.Mother.LIFETIME;
import static io.curfew.command.domain.Mother.T0;
import static io.curfew.command.domain.Mother.USER;
import static io.curfew.command.domain.Mother.grant;
import static io.curfew.command.domain.Mother.refresh;
import static io.curfew.command.domain.Mother.refreshed;
import static io.curfew.command.domain.Mother.revoked;
import static io.curfew.command.domain.Mother.sealed;
import static io.curfew.command.domain.Mother.started;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionRevoked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A refresh token that was spent: a retry of the last refresh, or reuse (RFC 9700, section 4.14.2). */
class SpentTokenTest {
    private static final Duration LEEWAY = SessionPolicy.DEFAULT.reuseLeeway();
    private static final Instant T1 = T0.plusSeconds(600);

    private FixtureConfiguration<UserSessions> fixture;

    @BeforeEach
    void fixture() {
        fixture = new AggregateTestFixture<>(UserSessions.class);
        fixture.registerInjectableResource(SessionPolicy.DEFAULT)
                .registerInjectableResource(Mother.NO_RULES)
                .registerInjectableResource(Mother.SEALS)
                .registerInjectableResource(RulePolicy.DEFAULT);
    }

    @Test
    @DisplayName("refresh ∥ refresh: the loser inside the leeway is answered with the one successor")
    void a_token_spent_within_the_leeway_is_answered_again() {
        fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                .when(refresh("a", "a-0", "a-1", T1.plus(LEEWAY)))
                .expectEvents(replayed("a-0", T1.plus(LEEWAY), T1))
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Replayed(grant("a", T0, T1)), 2));
    }

    @Test
    void each_time_that_a_spent_token_is_answered_is_recorded() {
        fixture.given(started("a", T0), refreshed("a", "a-1", T1), replayed("a-0", T1.plusSeconds(1), T1))
                .when(refresh("a", "a-0", "a-1", T1.plusSeconds(2)))
                .expectEvents(replayed("a-0", T1.plusSeconds(2), T1))
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Replayed(grant("a", T0, T1)), 3));
    }

    @Test
    void a_spent_token_is_answered_a_bounded_number_of_times() {
        List<Object> history = new ArrayList<>(List.of(started("a", T0), refreshed("a", "a-1", T1)));
        for (int i = 0; i < SessionPolicy.MAX_REPLAYS; i++) {
            history.add(replayed("a-0", T1.plusMillis(i), T1));
        }
        Instant at = T1.plusSeconds(1);
        fixture.given(history).when(refresh("a", "a-0", "a-1", at)).expectEvents(reused(HOME, at), reuseEnds(at));
    }

    @Test
    void only_the_token_spent_last_is_answered() {
        Instant t2 = T1.plusSeconds(1);
        Instant at = T1.plusSeconds(2);
        fixture.given(started("a", T0), refreshed("a", "a-1", T1), refreshed("a", "a-2", t2))
                .when(refresh("a", "a-0", "a-1", at))
                .expectEvents(
                        reused(HOME, at), revoked("a", RevocationReason.REFRESH_TOKEN_REUSED, Initiator.POLICY, t2, at))
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Refused(Refusal.REFRESH_TOKEN_REUSED), 4));
    }

    @Test
    void a_spent_token_from_another_user_agent_is_reuse() {
        Origin thief = new Origin(HOME.ipAddress(), "curl");
        Instant at = T1.plusSeconds(1);
        fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                .when(refresh("a", "a-0", "a-1", thief, at))
                .expectEvents(reused(thief, at), reuseEnds(at));
    }

    @Test
    @DisplayName("a phone that changes its network in the middle is answered, and where from is recorded")
    void a_spent_token_from_another_address_is_answered() {
        Origin mobile = new Origin("198.51.100.9", HOME.userAgent());
        Instant at = T1.plusSeconds(1);
        fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                .when(refresh("a", "a-0", "a-1", mobile, at))
                .expectEvents(new RefreshTokenReplayed(
                        USER, "a", "a-0", sealed("a", mobile.ipAddress()), sealed("a", mobile.userAgent()), at, T1));
    }

    @Test
    void a_spent_token_from_another_address_is_reuse_where_the_policy_says_so() {
        SessionPolicy d = SessionPolicy.DEFAULT;
        SessionPolicy strict =
                new SessionPolicy(d.idle(), d.absolute(), d.limit(), d.reuseLeeway(), true, d.accessTokenLifetime());
        Origin elsewhere = new Origin("198.51.100.9", HOME.userAgent());
        Instant at = T1.plusSeconds(1);
        new AggregateTestFixture<>(UserSessions.class)
                .registerInjectableResource(strict)
                .registerInjectableResource(Mother.NO_RULES)
                .registerInjectableResource(Mother.SEALS)
                .registerInjectableResource(RulePolicy.DEFAULT)
                .given(started("a", T0), refreshed("a", "a-1", T1))
                .when(refresh("a", "a-0", "a-1", elsewhere, at))
                .expectEvents(reused(elsewhere, at), reuseEnds(at));
    }

    @Test
    void a_spent_token_is_reuse_once_the_answer_is_known_to_have_arrived() {
        Instant arrived = T1.plusMillis(100);
        fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                .when(shown("a-0", new RefreshProof.Arrival("jti-a-1", arrived), arrived.plusMillis(1)))
                .expectEvents(reused(HOME, arrived.plusMillis(1)), reuseEnds(arrived.plusMillis(1)));
    }

    @Test
    void a_request_received_before_the_answer_arrived_only_raced_it() {
        Instant arrived = T1.plusMillis(100);
        fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                .when(shown("a-0", new RefreshProof.Arrival("jti-a-1", arrived), arrived))
                .expectEvents(replayed("a-0", arrived, T1));
    }

    @Test
    void that_an_earlier_answer_arrived_proves_nothing_about_the_last() {
        Instant at = T1.plusSeconds(1);
        fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                .when(shown("a-0", new RefreshProof.Arrival("jti-a-0", T0), at))
                .expectEvents(replayed("a-0", at, T1));
    }

    @Test
    @DisplayName("a log-out by a spent refresh token is reuse, and says so")
    void a_log_out_by_a_spent_token_is_reuse() {
        Instant late = T1.plus(LEEWAY).plusMillis(1);
        fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                .when(logOut("a-0", late))
                .expectEvents(reused(HOME, late), reuseEnds(late))
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of("a")), 3));
    }

    @Test
    void a_log_out_by_the_current_token_or_one_just_spent_is_a_log_out() {
        Instant at = T1.plusSeconds(1);
        for (String token : List.of("a-0", "a-1")) {
            fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                    .when(logOut(token, at))
                    .expectEvents(revoked("a", RevocationReason.LOGOUT, Initiator.user(USER, "a"), T1, at));
        }
    }

    @Test
    @DisplayName(
            "a log-out everywhere by a spent token (and the password) is recorded as reuse and ends the others all the more")
    void all_sessions_by_a_spent_token() {
        Instant late = T1.plus(LEEWAY).plusMillis(1);
        fixture.given(started("a", T0), started("b", T0), refreshed("a", "a-1", T1))
                .when(new RevokeAllSessions(
                        USER,
                        null,
                        "a",
                        new RefreshProof("a-0", null, HOME),
                        RevocationReason.LOGOUT_ALL,
                        Initiator.user(USER, "a"),
                        late))
                .expectEvents(
                        reused(HOME, late),
                        reuseEnds(late),
                        new AllSessionsRevoked(
                                USER,
                                List.of("b"),
                                null,
                                RevocationReason.LOGOUT_ALL,
                                InitiatingEntity.USER,
                                late,
                                T0.plus(LIFETIME),
                                USER,
                                "a"))
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of("a", "b")), 5));
    }

    @Test
    void each_spent_token_that_comes_back_is_recorded() {
        Instant t2 = T1.plusSeconds(2);
        fixture.given(
                        started("a", T0),
                        refreshed("a", "a-1", T1),
                        replayed("a-0", T1.plusSeconds(1), T1),
                        refreshed("a", "a-2", t2))
                .when(refresh("a", "a-1", "a-2", t2.plusSeconds(1)))
                .expectEvents(replayed("a-1", t2.plusSeconds(1), t2));
    }

    @Test
    void a_spent_refresh_token_revokes_the_session() {
        Instant late = T1.plus(LEEWAY).plusMillis(1);
        fixture.given(started("a", T0), started("b", T0), refreshed("a", "a-1", T1))
                .when(refresh("a", "a-0", "a-1", late))
                .expectEvents(
                        new RefreshTokenReused(
                                USER, "a", sealed("a", HOME.ipAddress()), sealed("a", HOME.userAgent()), late),
                        revoked("a", RevocationReason.REFRESH_TOKEN_REUSED, Initiator.POLICY, T1, late))
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Refused(Refusal.REFRESH_TOKEN_REUSED), 4));
    }

    @Test
    void reuse_ends_that_session_and_only_it() {
        fixture.given(started("a", T0), started("b", T0), refreshed("a", "a-1", T1))
                .andGivenCommands(refresh("a", "a-0", "a-1", T1.plusSeconds(60)))
                .when(refresh("b", "b-0", "b-1", T1.plusSeconds(61)))
                .expectEvents(refreshed("b", "b-1", T1.plusSeconds(61)));
    }

    private static RefreshSession shown(String token, RefreshProof.Arrival arrived, Instant at) {
        return new RefreshSession(USER, "a", new RefreshProof(token, arrived, HOME), "a-1", "jti-a-1", at);
    }

    private static RevokeSession logOut(String token, Instant at) {
        return new RevokeSession(
                USER,
                "a",
                null,
                new RefreshProof(token, null, HOME),
                RevocationReason.LOGOUT,
                Initiator.user(USER, "a"),
                at);
    }

    private static RefreshTokenReused reused(Origin from, Instant at) {
        return new RefreshTokenReused(USER, "a", sealed("a", from.ipAddress()), sealed("a", from.userAgent()), at);
    }

    private static SessionRevoked reuseEnds(Instant at) {
        return revoked("a", RevocationReason.REFRESH_TOKEN_REUSED, Initiator.POLICY, T1, at);
    }

    private static RefreshTokenReplayed replayed(String hash, Instant at, Instant spentAt) {
        return new RefreshTokenReplayed(
                USER, "a", hash, sealed("a", HOME.ipAddress()), sealed("a", HOME.userAgent()), at, spentAt);
    }
}
