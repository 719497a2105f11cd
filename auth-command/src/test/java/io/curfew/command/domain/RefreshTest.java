package io.curfew.command.domain;

import static io.curfew.command.domain.Mother.LIFETIME;
import static io.curfew.command.domain.Mother.T0;
import static io.curfew.command.domain.Mother.USER;
import static io.curfew.command.domain.Mother.expired;
import static io.curfew.command.domain.Mother.grant;
import static io.curfew.command.domain.Mother.refresh;
import static io.curfew.command.domain.Mother.refreshed;
import static io.curfew.command.domain.Mother.revoked;
import static io.curfew.command.domain.Mother.sealed;
import static io.curfew.command.domain.Mother.started;

import io.curfew.events.SessionRefreshed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rotation, and the lifetimes of a session. */
class RefreshTest {
    private static final Duration IDLE = SessionPolicy.DEFAULT.idle();
    private static final Duration ABSOLUTE = SessionPolicy.DEFAULT.absolute();
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
    void the_current_refresh_token_is_rotated() {
        fixture.given(started("a", T0))
                .when(refresh("a", "a-0", "a-1", T1))
                .expectEvents(refreshed("a", "a-1", T1))
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Rotated(grant("a", T0, T1)), 1));
    }

    @Test
    void a_new_address_is_recorded_once() {
        Origin away = new Origin("198.51.100.9", "Firefox");
        fixture.given(started("a", T0))
                .when(refresh("a", "a-0", "a-1", away, T1))
                .expectEvents(new SessionRefreshed(
                        USER,
                        "a",
                        "a-1",
                        sealed("a", away.ipAddress()),
                        null,
                        T1,
                        T1.plus(LIFETIME),
                        T1.plus(IDLE),
                        "jti-a-1"));
    }

    @Test
    void idle_expiry_never_passes_the_absolute_one() {
        List<Object> history = new ArrayList<>(List.of(started("a", T0)));
        Instant last = T0;
        for (int week = 1; week <= 4; week++) {
            last = T0.plus(Duration.ofDays(6L * week));
            history.add(refreshed("a", "a-" + week, last));
        }
        Instant at = T0.plus(Duration.ofDays(29));
        fixture.given(history)
                .when(refresh("a", "a-4", "a-5", at))
                .expectEvents(new SessionRefreshed(
                        USER, "a", "a-5", null, null, at, at.plus(LIFETIME), T0.plus(ABSOLUTE), "jti-a-5"));
    }

    @Test
    @DisplayName("I6 TokenInsideEntry: a replayed answer's token counts from the last recorded one")
    void a_replay_is_dated_back_to_the_rotation() {
        Instant fastClock = T1.plusSeconds(20);
        fixture.given(started("a", T0), refreshed("a", "a-1", T1))
                .when(refresh("a", "a-0", "a-1", fastClock))
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Replayed(grant("a", T0, T1)), 2));
    }

    @Test
    @DisplayName("I5 CommandLinearizable: no refresh after a logout succeeds, not even inside the leeway")
    void a_refresh_after_the_logout_is_refused() {
        fixture.given(started("a", T0), refreshed("a", "a-1", T1), revoked("a", T1, T1))
                .when(refresh("a", "a-0", "a-1", T1.plusSeconds(1)))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Refused(Refusal.SESSION_NOT_FOUND), 2));
    }

    @Test
    void a_refresh_after_the_idle_lifetime_is_refused() {
        Instant late = T0.plus(IDLE);
        fixture.given(started("a", T0))
                .when(refresh("a", "a-0", "a-1", late))
                .expectEvents(expired("a", late, late))
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Refused(Refusal.SESSION_EXPIRED), 1));
    }

    @Test
    void a_refresh_just_before_the_idle_lifetime_is_answered() {
        Instant justBefore = T0.plus(IDLE).minusMillis(1);
        fixture.given(started("a", T0))
                .when(refresh("a", "a-0", "a-1", justBefore))
                .expectEvents(refreshed("a", "a-1", justBefore));
    }
}
