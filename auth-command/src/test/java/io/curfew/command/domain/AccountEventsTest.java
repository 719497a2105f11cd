package io.curfew.command.domain;

import static io.curfew.command.domain.Mother.T0;
import static io.curfew.command.domain.Mother.USER;
import static io.curfew.command.domain.Mother.sealed;
import static io.curfew.command.domain.Mother.started;

import io.curfew.events.AccountCreated;
import io.curfew.events.AccountDisabled;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.AuthenticationFailed;
import io.curfew.events.AuthenticationFailure;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.PasswordChanged;
import io.curfew.events.RevocationReason;
import io.curfew.events.UserErased;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person did or tried against an account is in the account's history. */
class AccountEventsTest {
    private static final Instant LATER = T0.plusSeconds(60);
    private static final Initiator ADMIN = Initiator.admin("admin-1", "admin-sid");

    private FixtureConfiguration<UserSessions> fixture;

    @BeforeEach
    void fixture() {
        fixture = new AggregateTestFixture<>(UserSessions.class)
                .registerInjectableResource(SessionPolicy.DEFAULT)
                .registerInjectableResource(Mother.NO_RULES)
                .registerInjectableResource(Mother.SEALS)
                .registerInjectableResource(RulePolicy.DEFAULT);
    }

    @Test
    void an_account_begins_its_history_with_its_creation() {
        fixture.givenNoPriorActivity()
                .when(new RecordAccountCreated(USER, null, T0))
                .expectEvents(new AccountCreated(USER, null, T0))
                .expectResultMessagePayload(new Decided<>(1, 0));
    }

    @Test
    void a_disabled_account_is_recorded_after_the_end_of_its_sessions() {
        fixture.given(started("a", T0))
                .when(change(null, RevocationReason.ACCOUNT_DISABLED, ADMIN, AccountChange.DISABLED))
                .expectEvents(
                        ended("a", RevocationReason.ACCOUNT_DISABLED, InitiatingEntity.ADMIN, "admin-1", "admin-sid"),
                        new AccountDisabled(USER, "admin-1", LATER))
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of("a")), 2));
    }

    @Test
    void a_disabled_account_without_sessions_is_recorded_too() {
        fixture.given(new AccountCreated(USER, null, T0))
                .when(change(null, RevocationReason.ACCOUNT_DISABLED, ADMIN, AccountChange.DISABLED))
                .expectEvents(new AccountDisabled(USER, "admin-1", LATER));
    }

    @Test
    void a_changed_password_is_recorded_with_the_session_it_was_changed_from() {
        fixture.given(started("a", T0))
                .when(change(
                        "a",
                        RevocationReason.PASSWORD_CHANGED,
                        Initiator.user(USER, "a"),
                        AccountChange.PASSWORD_CHANGED))
                .expectEvents(
                        ended("a", RevocationReason.PASSWORD_CHANGED, InitiatingEntity.USER, USER, "a"),
                        new PasswordChanged(USER, USER, "a", LATER));
    }

    @Test
    void a_password_that_was_not_changed_because_the_session_had_ended_is_not_recorded() {
        fixture.given(started("b", T0))
                .when(change(
                        "a",
                        RevocationReason.PASSWORD_CHANGED,
                        Initiator.user(USER, "a"),
                        AccountChange.PASSWORD_CHANGED))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Refused(Refusal.ACTING_SESSION_ENDED), 0));
    }

    @Test
    void attempts_are_recorded_sealed_and_end_nothing() {
        Instant first = T0.plusSeconds(1);
        Instant last = T0.plusSeconds(40);
        FailedAttempts passwords = new FailedAttempts(AuthenticationFailure.PASSWORD, 16, first, last, Mother.HOME);
        FailedAttempts others = new FailedAttempts(AuthenticationFailure.THROTTLED, 40, first, last, null);

        fixture.given(started("a", T0))
                .when(new RecordFailedAttempts(USER, List.of(passwords, others), LATER))
                .expectEvents(
                        new AuthenticationFailed(
                                USER,
                                AuthenticationFailure.PASSWORD,
                                16,
                                first,
                                last,
                                sealed("", Mother.HOME.ipAddress()),
                                sealed("", Mother.HOME.userAgent()),
                                LATER),
                        new AuthenticationFailed(
                                USER, AuthenticationFailure.THROTTLED, 40, first, last, null, null, LATER))
                .expectResultMessagePayload(new Decided<>(2, 2));
    }

    @Test
    void a_record_that_comes_late_does_not_turn_back_the_time_of_the_stream() {
        Instant tried = T0.minusSeconds(50);
        FailedAttempts attempt = FailedAttempts.one(AuthenticationFailure.PASSWORD, Mother.HOME, tried);

        fixture.given(started("a", T0))
                .when(new RecordFailedAttempts(USER, List.of(attempt), T0.minusSeconds(1)))
                .expectEvents(new AuthenticationFailed(
                        USER,
                        AuthenticationFailure.PASSWORD,
                        1,
                        tried,
                        tried,
                        sealed("", Mother.HOME.ipAddress()),
                        sealed("", Mother.HOME.userAgent()),
                        T0));
    }

    @Test
    void nothing_is_recorded_of_attempts_into_an_erased_account() {
        FailedAttempts attempt = FailedAttempts.one(AuthenticationFailure.REAUTHENTICATION, Mother.HOME, T0);

        fixture.given(new UserErased(USER, "admin-1", T0))
                .when(new RecordFailedAttempts(USER, List.of(attempt), LATER))
                .expectNoEvents();
    }

    private static RevokeAllSessions change(
            @Nullable String acting, RevocationReason reason, Initiator by, AccountChange change) {
        return new RevokeAllSessions(USER, null, acting, null, reason, by, change, LATER);
    }

    private static AllSessionsRevoked ended(
            String session, RevocationReason reason, InitiatingEntity entity, String by, String from) {
        return new AllSessionsRevoked(
                USER, List.of(session), null, reason, entity, LATER, T0.plus(Mother.LIFETIME), by, from);
    }
}
