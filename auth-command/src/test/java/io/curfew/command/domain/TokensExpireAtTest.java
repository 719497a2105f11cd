package io.curfew.command.domain;

import static io.curfew.command.domain.Mother.LIFETIME;
import static io.curfew.command.domain.Mother.T0;
import static io.curfew.command.domain.Mother.USER;
import static io.curfew.command.domain.Mother.refresh;
import static io.curfew.command.domain.Mother.refreshed;
import static io.curfew.command.domain.Mother.revoke;
import static io.curfew.command.domain.Mother.revokeAll;
import static io.curfew.command.domain.Mother.started;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** I6 TokenInsideEntry: a revocation reckons with what the session's tokens say, whatever the settings are by then. */
class TokensExpireAtTest {
    private static final Instant T1 = T0.plusSeconds(60);
    private static final Instant T2 = T0.plusSeconds(120);

    @Test
    @DisplayName("I6 TokenInsideEntry: the access-token lifetime was lowered since")
    void a_token_made_under_a_longer_lifetime_is_covered() {
        lifetime(Duration.ofSeconds(60))
                .given(started("a", T0))
                .when(revoke("a", "a", T1))
                .expectEvents(revoked("a", T1, T0.plus(LIFETIME)));
    }

    @Test
    @DisplayName("I6 TokenInsideEntry: a shorter-lived token after a longer-lived one does not shorten the entry")
    void the_longest_lived_of_all_its_tokens_counts() {
        Instant shortLived = T1.plusSeconds(60);
        lifetime(Duration.ofSeconds(60))
                .given(started("a", T0), rotated("a", T1, shortLived))
                .when(revoke("a", "a", T2))
                .expectEvents(revoked("a", T2, T0.plus(LIFETIME)));
    }

    @Test
    @DisplayName("I6 TokenInsideEntry: all sessions at once, the longest-lived token of any")
    void all_at_once() {
        lifetime(LIFETIME)
                .given(started("a", T0), started("b", T0), refreshed("b", "b-1", T1))
                .when(revokeAll(null, "a", T2))
                .expectEvents(new AllSessionsRevoked(
                        USER,
                        List.of("a", "b"),
                        null,
                        RevocationReason.LOGOUT_ALL,
                        InitiatingEntity.USER,
                        T2,
                        T1.plus(LIFETIME),
                        USER,
                        "a"));
    }

    @Test
    void a_session_whose_tokens_have_all_expired_is_covered_until_now() {
        Instant longAfter = T0.plus(Duration.ofDays(1));
        lifetime(LIFETIME)
                .given(started("a", T0))
                .when(revoke("a", "a", longAfter))
                .expectEvents(revoked("a", longAfter, longAfter));
    }

    @Test
    @DisplayName(
            "I6 TokenInsideEntry: a replay is granted no longer than the recorded token, whatever the lifetime is now")
    void a_replay_expires_when_the_recorded_token_does() {
        Instant recorded = T1.plusSeconds(60);
        lifetime(LIFETIME)
                .given(started("a", T0), rotated("a", T1, recorded))
                .when(refresh("a", "a-0", "a-1", T1.plusSeconds(5)))
                .expectResultMessagePayload(new Decided<>(
                        new RefreshResult.Replayed(new SessionGrant(USER, "a", "web", T0, T1, recorded)), 2));
    }

    @Test
    @DisplayName("I6 TokenInsideEntry: no token outlives its session")
    void a_token_ends_with_its_session() {
        SessionPolicy brief =
                new SessionPolicy(LIFETIME, LIFETIME.plusSeconds(10), 100, Duration.ZERO, false, LIFETIME);
        Instant end = T0.plus(LIFETIME).plusSeconds(10);
        with(brief)
                .givenCommands(Mother.start("a", T0))
                .when(refresh("a", "a-0", "a-1", T1))
                .expectEvents(new SessionRefreshed(USER, "a", "a-1", null, null, T1, end, end, "jti-a-1"));
    }

    private static FixtureConfiguration<UserSessions> lifetime(Duration lifetime) {
        SessionPolicy d = SessionPolicy.DEFAULT;
        return with(new SessionPolicy(d.idle(), d.absolute(), d.limit(), d.reuseLeeway(), false, lifetime));
    }

    private static FixtureConfiguration<UserSessions> with(SessionPolicy policy) {
        return new AggregateTestFixture<>(UserSessions.class)
                .registerInjectableResource(policy)
                .registerInjectableResource(Mother.NO_RULES)
                .registerInjectableResource(Mother.SEALS)
                .registerInjectableResource(RulePolicy.DEFAULT);
    }

    private static SessionRefreshed rotated(String session, Instant at, Instant tokenExpiresAt) {
        return new SessionRefreshed(
                USER, session, "a-1", null, null, at, tokenExpiresAt, at.plus(SessionPolicy.DEFAULT.idle()), "jti-a-1");
    }

    private static SessionRevoked revoked(String session, Instant at, Instant tokensExpireAt) {
        return new SessionRevoked(
                USER, session, RevocationReason.LOGOUT, InitiatingEntity.USER, at, tokensExpireAt, USER, session);
    }
}
