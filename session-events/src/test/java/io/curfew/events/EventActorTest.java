package io.curfew.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    private static final Map<EventType, EventActor> EXPECTED = Map.of(
            EventType.SESSION_STARTED, HERSELF,
            EventType.SESSION_REFRESHED, HERSELF,
            EventType.REFRESH_TOKEN_REPLAYED, HERSELF,
            EventType.REFRESH_TOKEN_REUSED, new EventActor(InitiatingEntity.POLICY, null, null, null),
            EventType.SESSION_REVOKED, new EventActor(InitiatingEntity.ADMIN, ADMIN, ADMIN_SESSION, "ADMIN"),
            EventType.ALL_SESSIONS_REVOKED, new EventActor(InitiatingEntity.USER, null, SESSION, "LOGOUT_ALL"),
            EventType.SESSION_EXPIRED, new EventActor(InitiatingEntity.SYSTEM, null, null, "EXPIRED"),
            EventType.REVOCATION_RULE_ADDED, new EventActor(InitiatingEntity.ADMIN, ADMIN, null, "stolen"),
            EventType.USER_ERASED, new EventActor(InitiatingEntity.ADMIN, ADMIN, null, null));

    @ParameterizedTest
    @EnumSource
    void an_event_is_the_deed_of_the_one_who_did_it(EventType type) {
        assertThat(EventActor.of(event(type))).isEqualTo(EXPECTED.get(type));
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
        };
    }
}
