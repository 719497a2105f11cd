package io.curfew.command.domain;

import static io.curfew.command.domain.Mother.T0;
import static io.curfew.command.domain.Mother.USER;
import static io.curfew.command.domain.Mother.refresh;
import static io.curfew.command.domain.Mother.start;
import static io.curfew.command.domain.Mother.started;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationReason;
import io.curfew.events.UserErased;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static final Instant LATER = T0.plusSeconds(60);
    private static final UserErased ERASED = new UserErased(USER, "admin-1", LATER);

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
    void an_erasure_ends_every_session_and_then_is_the_last_event() {
        fixture.given(started("a", T0), started("b", T0))
                .when(erase(LATER))
                .expectEvents(
                        new AllSessionsRevoked(
                                USER,
                                List.of("a", "b"),
                                null,
                                RevocationReason.ACCOUNT_DISABLED,
                                InitiatingEntity.ADMIN,
                                LATER,
                                T0.plus(Mother.LIFETIME),
                                "admin-1",
                                "admin-sid"),
                        ERASED)
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of("a", "b")), 3));
    }

    @Test
    void somebody_who_never_logged_in_can_be_erased() {
        fixture.givenNoPriorActivity().when(erase(LATER)).expectEvents(ERASED);
    }

    @Test
    void done_twice_it_changes_nothing() {
        fixture.given(started("a", T0), ERASED_ALL, ERASED)
                .when(erase(LATER.plusSeconds(1)))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RevokeResult.Revoked(List.of()), 2));
    }

    @Test
    void an_erased_user_does_not_come_back() {
        fixture.given(ERASED).when(start("b", LATER)).expectException(UserErasedException.class);
    }

    @Test
    @DisplayName("I5 CommandLinearizable: no refresh begun after a completed erasure succeeds")
    void no_refresh_after_it() {
        fixture.given(started("a", T0), ERASED_ALL, ERASED)
                .when(refresh("a", "a-0", "a-1", LATER))
                .expectNoEvents()
                .expectResultMessagePayload(new Decided<>(new RefreshResult.Refused(Refusal.SESSION_NOT_FOUND), 2));
    }

    private static final AllSessionsRevoked ERASED_ALL = new AllSessionsRevoked(
            USER,
            List.of("a"),
            null,
            RevocationReason.ACCOUNT_DISABLED,
            InitiatingEntity.ADMIN,
            LATER,
            T0.plus(Mother.LIFETIME),
            "admin-1",
            "admin-sid");

    private static EraseUser erase(Instant at) {
        return new EraseUser(USER, Initiator.admin("admin-1", "admin-sid"), at);
    }
}
