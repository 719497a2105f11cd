package io.curfew.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.events.AccountCreated;
import io.curfew.events.AccountDisabled;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.AuthMethod;
import io.curfew.events.AuthenticationFailed;
import io.curfew.events.AuthenticationFailure;
import io.curfew.events.EventType;
import io.curfew.events.HistoryExported;
import io.curfew.events.HistoryRead;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.PasswordChanged;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.RevocationReason;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.events.UserErased;
import io.curfew.events.UserEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionEventJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");
    private static final Instant LATER = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant TOKEN_EXPIRES = Instant.parse("2026-11-21T10:15:00Z");

    static Stream<SessionEvent> events() {
        return Stream.of(
                new SessionStarted(
                        "user-1",
                        "sid-1",
                        "web",
                        "Anna's \"phone\"",
                        "192.0.2.1",
                        "<b>Agent</b>",
                        AuthMethod.PASSWORD,
                        "hash-1",
                        NOW,
                        TOKEN_EXPIRES,
                        LATER,
                        LATER,
                        "jti-hash-1"),
                new SessionRefreshed("user-1", "sid-1", "hash-2", null, null, NOW, TOKEN_EXPIRES, LATER, "jti-hash-2"),
                new RefreshTokenReplayed("user-1", "sid-1", "hash-1", "192.0.2.1", "<b>Agent</b>", LATER, NOW),
                new RefreshTokenReused("user-1", "sid-1", "198.51.100.7", "curl/8", NOW),
                new SessionRevoked(
                        "user-1",
                        "sid-1",
                        RevocationReason.LOGOUT,
                        InitiatingEntity.USER,
                        NOW,
                        LATER,
                        "user-1",
                        "sid-2"),
                new AllSessionsRevoked(
                        "user-1",
                        List.of("sid-1", "sid-2"),
                        "sid-3",
                        RevocationReason.LOGOUT_OTHERS,
                        InitiatingEntity.USER,
                        NOW,
                        LATER,
                        "user-1",
                        "sid-3"),
                new SessionExpired("user-1", "sid-1", NOW, LATER),
                new UserErased("user-1", "user-9", NOW),
                new AuthenticationFailed(
                        "user-1", AuthenticationFailure.PASSWORD, 16, NOW, LATER, "192.0.2.1", "<b>Agent</b>", LATER),
                new AccountCreated("user-1", null, NOW),
                new AccountDisabled("user-1", "user-9", NOW),
                new PasswordChanged("user-1", "user-1", "sid-1", NOW),
                new HistoryRead("user-9", "user-1", "events", 3, NOW, LATER, LATER),
                new HistoryExported("user-9", null, "csv", 1, NOW, NOW, LATER),
                new RevocationRuleAdded(
                        RevocationRuleAdded.streamOf("rule-1"),
                        "rule-1",
                        RuleKind.CLIENT,
                        "web",
                        NOW,
                        "the client's \"secret\" leaked",
                        InitiatingEntity.ADMIN,
                        "user-9",
                        NOW,
                        LATER));
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_stored_and_the_published_form_are_the_golden_files(SessionEvent event) throws IOException {
        String name = EventType.of(event).eventName();

        assertThat(SessionEventJson.stored(event)).isEqualTo(golden(name + ".stored.json"));
        assertThat(new String(SessionEventJson.published(event), UTF_8)).isEqualTo(golden(name + ".published.json"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_stored_form_is_read_back(SessionEvent event) {
        assertThat(SessionEventJson.read(EventType.of(event), SessionEventJson.stored(event)))
                .isEqualTo(event);
    }

    @Test
    void every_event_has_golden_files() {
        assertThat(events().map(EventType::of)).containsExactlyInAnyOrder(EventType.values());
        assertThat(Stream.of(SessionEvent.class, UserEvent.class)
                        .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                        .filter(type -> !type.isInterface()))
                .extracting(type -> EventType.ofClass(type).isPresent())
                .containsOnly(true);
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_published_form_holds_no_refresh_token_hash(SessionEvent event) {
        assertThat(new String(SessionEventJson.published(event), UTF_8))
                .doesNotContain("refresh_token_hash", "\"hash-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored", "published"})
    void events_of_earlier_versions_are_still_read(String form) throws IOException {
        EnumSet<EventType> later = EnumSet.of(
                EventType.REFRESH_TOKEN_REPLAYED,
                EventType.USER_ERASED,
                EventType.AUTHENTICATION_FAILED,
                EventType.ACCOUNT_CREATED,
                EventType.ACCOUNT_DISABLED,
                EventType.PASSWORD_CHANGED,
                EventType.HISTORY_READ,
                EventType.HISTORY_EXPORTED);
        for (EventType type : EnumSet.complementOf(later)) {
            SessionEvent event = SessionEventJson.read(type, golden("v1/" + type.eventName() + "." + form + ".json"));

            assertThat(EventType.of(event)).isEqualTo(type);
            assertThat(event.occurredAt()).isIn(NOW, LATER);
        }
    }

    @Test
    void attempts_from_further_addresses_go_without_an_address() {
        SessionEvent event =
                new AuthenticationFailed("user-1", AuthenticationFailure.THROTTLED, 40, NOW, LATER, null, null, LATER);

        assertThat(SessionEventJson.stored(event)).doesNotContain("ip_address", "user_agent");
        assertThat(SessionEventJson.read(EventType.AUTHENTICATION_FAILED, SessionEventJson.stored(event)))
                .isEqualTo(event);
    }

    @Test
    void a_field_added_later_is_ignored() {
        String json = "{\"user_id\":\"u\",\"session_id\":\"s\",\"expired_at\":\"2026-11-21T10:00:00Z\","
                + "\"occurred_at\":\"2026-11-21T10:00:00Z\",\"added_later\":{\"x\":[1]}}";

        assertThat(SessionEventJson.read(EventType.SESSION_EXPIRED, json).streamId())
                .isEqualTo("u");
    }

    @Test
    void what_is_no_event_is_refused_without_repeating_it() {
        for (String json :
                List.of("", "null", "[]", "{}", "{\"user_id\":", "{\"user_id\":\"secret\",\"occurred_at\":\"x\"}")) {
            assertThatThrownBy(() -> SessionEventJson.read(EventType.SESSION_STARTED, json))
                    .isInstanceOf(EventFormatException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = SessionEventJsonTest.class.getResourceAsStream("/golden/events/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).strip();
        }
    }
}
