package io.curfew.events;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each event is said to be the deed of the one who did it. */
class EventActorTest {
    private static final Instant AT = Instant.parse("2026-03-01T11:00:00Z");
    private static final String USER = "ada";
    private static final String SESSION = "s-1";
    private static final String ADMIN = "root";
    private static final String ADMIN_SESSION = "s-root";

    private static final EventActor HERSELF = new EventActor(InitiatingEntity.USER, null, SESSION, null);
    private static final Map<EventType, EventActor> EXPECTED = Map.ofEntries(
            entry(EventType.SESSION_STARTED, HERSELF),
            entry(EventType.SESSION_REFRESHED, HERSELF),
            entry(EventType.REFRESH_TOKEN_REPLAYED, HERSELF),
            entry(EventType.REFRESH_TOKEN_REUSED, new EventActor(InitiatingEntity.POLICY, null, null, null)),
            entry(EventType.SESSION_REVOKED, new EventActor(InitiatingEntity.ADMIN, ADMIN, ADMIN_SESSION, "ADMIN")),
            entry(EventType.ALL_SESSIONS_REVOKED, new EventActor(InitiatingEntity.USER, null, SESSION, "LOGOUT_ALL")),
            entry(EventType.SESSION_EXPIRED, new EventActor(InitiatingEntity.SYSTEM, null, null, "EXPIRED")),
            entry(EventType.REVOCATION_RULE_ADDED, new EventActor(InitiatingEntity.ADMIN, ADMIN, null, "stolen")),
            entry(EventType.USER_ERASED, new EventActor(InitiatingEntity.ADMIN, ADMIN, null, null)),
            entry(EventType.AUTHENTICATION_FAILED, new EventActor(InitiatingEntity.POLICY, null, null, "PASSWORD")),
            entry(EventType.ACCOUNT_CREATED, new EventActor(InitiatingEntity.USER, null, null, null)),
            entry(EventType.ACCOUNT_DISABLED, new EventActor(InitiatingEntity.ADMIN, ADMIN, null, null)),
            entry(EventType.PASSWORD_CHANGED, HERSELF),
            entry(EventType.HISTORY_READ, new EventActor(InitiatingEntity.USER, null, null, "events")),
            entry(EventType.HISTORY_EXPORTED, new EventActor(InitiatingEntity.USER, null, null, "csv")));

    @ParameterizedTest
    @EnumSource
    void an_event_is_the_deed_of_the_one_who_did_it(EventType type) {
        assertThat(EventActor.of(event(type))).isEqualTo(EXPECTED.get(type));
    }

    @Test
    void what_an_administrator_does_to_an_account_is_not_the_deed_of_its_user() {
        assertThat(EventActor.of(new AccountCreated(USER, ADMIN, AT)))
                .isEqualTo(new EventActor(InitiatingEntity.ADMIN, ADMIN, null, null));
        assertThat(EventActor.of(new PasswordChanged(USER, ADMIN, ADMIN_SESSION, AT)))
                .isEqualTo(new EventActor(InitiatingEntity.ADMIN, ADMIN, ADMIN_SESSION, null));
    }

    private static SessionEvent event(EventType type) {
        return switch (type) {
            case SESSION_STARTED ->
                new SessionStarted(
                        USER, SESSION, "web", null, "a", "u", AuthMethod.PASSWORD, null, AT, AT, AT, AT, null);
            case SESSION_REFRESHED -> new SessionRefreshed(USER, SESSION, null, null, null, AT, AT, AT, null);
            case REFRESH_TOKEN_REPLAYED -> new RefreshTokenReplayed(USER, SESSION, null, "a", "u", AT, AT);
            case REFRESH_TOKEN_REUSED -> new RefreshTokenReused(USER, SESSION, "a", "u", AT);
            case SESSION_REVOKED ->
                new SessionRevoked(
                        USER, SESSION, RevocationReason.ADMIN, InitiatingEntity.ADMIN, AT, AT, ADMIN, ADMIN_SESSION);
            case ALL_SESSIONS_REVOKED ->
                new AllSessionsRevoked(
                        USER,
                        List.of(SESSION),
                        null,
                        RevocationReason.LOGOUT_ALL,
                        InitiatingEntity.USER,
                        AT,
                        AT,
                        USER,
                        SESSION);
            case SESSION_EXPIRED -> new SessionExpired(USER, SESSION, AT, AT);
            case REVOCATION_RULE_ADDED ->
                new RevocationRuleAdded(
                        "rule:r", "r", RuleKind.ALL, null, null, "stolen", InitiatingEntity.ADMIN, ADMIN, AT, AT);
            case USER_ERASED -> new UserErased(USER, ADMIN, AT);
            case AUTHENTICATION_FAILED ->
                new AuthenticationFailed(USER, AuthenticationFailure.PASSWORD, 3, AT, AT, "a", "u", AT);
            case ACCOUNT_CREATED -> new AccountCreated(USER, null, AT);
            case ACCOUNT_DISABLED -> new AccountDisabled(USER, ADMIN, AT);
            case PASSWORD_CHANGED -> new PasswordChanged(USER, USER, SESSION, AT);
            case HISTORY_READ -> new HistoryRead(USER, "bob", "events", 3, AT, AT, AT);
            case HISTORY_EXPORTED -> new HistoryExported(USER, null, "csv", 1, AT, AT, AT);
        };
    }
}
