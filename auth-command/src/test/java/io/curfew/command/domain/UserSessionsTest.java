package io.curfew.command.domain;

import static io.curfew.command.domain.Mother.LIFETIME;
import static io.curfew.command.domain.Mother.T0;
import static io.curfew.command.domain.Mother.USER;
import static io.curfew.command.domain.Mother.expired;
import static io.curfew.command.domain.Mother.grant;
import static io.curfew.command.domain.Mother.refreshed;
import static io.curfew.command.domain.Mother.revoke;
import static io.curfew.command.domain.Mother.revokeAll;
import static io.curfew.command.domain.Mother.revoked;
import static io.curfew.command.domain.Mother.start;
import static io.curfew.command.domain.Mother.started;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Starting, ending and expiring sessions. */
class UserSessionsTest {
    private static final Duration IDLE = SessionPolicy.DEFAULT.idle();
    private static final Instant LATER = T0.plusSeconds(60);

    private FixtureConfiguration<UserSessions> fixture;

    @BeforeEach
    void fixture() {
        fixture = with(SessionPolicy.DEFAULT);
    }

    private static FixtureConfiguration<UserSessions> with(SessionPolicy policy) {
        FixtureConfiguration<UserSessions> fixture = new AggregateTestFixture<>(UserSessions.class);
        return fixture.registerInjectableResource(policy)
                .registerInjectableResource(Mother.NO_RULES)
                .registerInjectableResource(Mother.SEALS)
                .registerInjectableResource(RulePolicy.DEFAULT);
    }

    @Test
    void the_first_login_starts_the_stream() {
        fixture.givenNoPriorActivity()
                .when(start("a", T0))
                .expectEvents(started("a", T0))
                .expectResultMessagePayload(new Decided<>(grant("a", T0, T0), 0));
    }

    @Test
    void a_login_adds_a_session_and_leaves_the_others() {
        fixture.given(started("a", T0)).when(start("b", LATER)).expectEvents(started("b", LATER));
    }

    @Test
    void a_session_id_cannot_be_used_twice() {
        fixture.given(started("a", T0)).when(start("a", LATER)).expectException(IllegalArgumentException.class);
    }

    @Test
    void the_session_limit_ends_the_oldest() {
        SessionPolicy d = SessionPolicy.DEFAULT;
        with(new SessionPolicy(d.idle(), d.absolute(), 2, d.reuseLeeway(), false, d.accessTokenLifetime()))
                .given(started("a", T0), started("b", T0))
                .when(start("c", LATER))
                .expectEvents(
                        revoked("a", RevocationReason.SESSION_LIMIT, Initiator.POLICY, T0, LATER), started("c", LATER));
    }

    @Test
    void the_session_limit_spares_an_old_session_that_is_in_use() {
        SessionPolicy d = SessionPolicy.DEFAULT;
        with(new SessionPolicy(d.idle(), d.absolute(), 2, d.reuseLeeway(), false, d.accessTokenLifetime()))
                .given(started("a", T0), started("b", T0), refreshed("a", "a-1", T0.plusSeconds(1)))
                .when(start("c", LATER))
                .expectEvents(
                        revoked("b", RevocationReason.SESSION_LIMIT, Initiator.POLICY, T0, LATER), started("c", LATER));
    }

    @Test
    void a_lowered_limit_ends_as_many_as_it_takes() {
        SessionPolicy d = SessionPolicy.DEFAULT;
        with(new SessionPolicy(d.idle(), d.absolute(), 1, d.reuseLeeway(), false, d.accessTokenLifetime()))
                .given(started("a", T0), started("b", T0))
                .when(start("c", LATER))
                .expectEvents(
                        revoked("a", RevocationReason.SESSION_LIMIT, Initiator.POLICY, T0, LATER),
                        revoked("b", RevocationReason.SESSION_LIMIT, Initiator.POLICY, T0, LATER),
                        started("c", LATER));
    }

    @Test
    void an_expired_session_does_not_count_towards_the_limit() {
        SessionPolicy d = SessionPolicy.DEFAULT;
        Instant afterIdle = T0.plus(IDLE);
        with(new SessionPolicy(d.idle(), d.absolute(), 1, d.reuseLeeway(), false, d.accessTokenLifetime()))
                .given(started("a", T0))
                .when(start("b", afterIdle))
                .expectEvents(expired("a", T0.plus(IDLE), afterIdle), started("b", afterIdle));
    }

    @Test
    void a_logout_ends_this_session_only() {
        fixture.given(started("a", T0), started("b", T0))
                .when(revoke("a", "a", LATER))
                .expectEvents(revoked("a", T0, LATER))
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of("a")), 2));
    }

    @Test
    void the_record_says_who_ended_it_and_from_which_session() {
        Initiator administrator = Initiator.admin("an-admin", "the-admins-session");
        fixture.given(started("a", T0))
                .when(new RevokeSession(USER, "a", null, RevocationReason.ADMIN, administrator, LATER))
                .expectEvents(revoked("a", RevocationReason.ADMIN, administrator, T0, LATER));
    }

    @Test
    void a_second_logout_finds_nothing() {
        fixture.given(started("a", T0), revoked("a", T0, T0))
                .when(revoke("a", null, LATER))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Refused(Refusal.SESSION_NOT_FOUND), 1));
    }

    @Test
    void a_user_without_history_has_nothing_to_end() {
        fixture.givenNoPriorActivity()
                .when(revoke("a", null, T0))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Refused(Refusal.SESSION_NOT_FOUND), -1));
    }

    @Test
    @DisplayName("I5 CommandLinearizable: the token of an ended session cannot end another")
    void an_ended_session_cannot_act() {
        fixture.given(started("a", T0), started("b", T0), revoked("a", T0, T0))
                .when(revoke("b", "a", LATER))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Refused(Refusal.ACTING_SESSION_ENDED), 2));
    }

    @Test
    void an_ended_session_cannot_end_all() {
        fixture.given(started("a", T0), started("b", T0), revoked("a", T0, T0))
                .when(revokeAll(null, "a", LATER))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Refused(Refusal.ACTING_SESSION_ENDED), 2));
    }

    @Test
    void logout_all_names_exactly_the_sessions_it_ended() {
        fixture.given(started("a", T0), started("b", T0), revoked("a", T0, T0), started("c", T0))
                .when(revokeAll(null, "b", LATER))
                .expectEvents(all(List.of("b", "c"), null, "b"))
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of("b", "c")), 4));
    }

    @Test
    void logout_of_others_keeps_the_one() {
        fixture.given(started("a", T0), started("b", T0))
                .when(revokeAll("a", "a", LATER))
                .expectEvents(all(List.of("b"), "a", "a"));
    }

    @Test
    void logout_all_with_nothing_to_end_records_nothing() {
        fixture.given(started("a", T0))
                .when(revokeAll("a", "a", LATER))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of()), 0));
    }

    @Test
    void a_login_in_the_same_instant_as_logout_all_survives_when_it_comes_after() {
        fixture.given(started("a", T0), all(List.of("a"), null, "a"))
                .when(start("b", LATER))
                .expectEvents(started("b", LATER));
    }

    @Test
    void expiry_is_recorded_with_the_time_it_was_due() {
        Instant noticed = T0.plus(IDLE).plusSeconds(5);
        fixture.given(started("a", T0), started("b", T0.plusSeconds(10)))
                .when(new ExpireSessions(USER, noticed))
                .expectEvents(expired("a", T0.plus(IDLE), noticed))
                .expectResultMessagePayload(new Decided<>(1, 2));
    }

    @Test
    void an_expired_session_is_not_counted_as_logged_out() {
        Instant noticed = T0.plus(IDLE);
        fixture.given(started("a", T0))
                .when(revokeAll(null, null, noticed))
                .expectEvents(expired("a", noticed, noticed))
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of()), 1));
    }

    @Test
    @DisplayName("I6 TokenInsideEntry: with a clock that lags, the entry still outlives the tokens")
    void time_does_not_run_backwards() {
        Instant lagging = T0.minusSeconds(30);
        fixture.given(started("a", T0)).when(revoke("a", "a", lagging)).expectEvents(revoked("a", T0, T0));
    }

    private static AllSessionsRevoked all(List<String> ids, @Nullable String kept, String from) {
        return new AllSessionsRevoked(
                USER,
                ids,
                kept,
                RevocationReason.LOGOUT_ALL,
                InitiatingEntity.USER,
                LATER,
                T0.plus(LIFETIME),
                USER,
                from);
    }
}
