package io.curfew.listener.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.TokenClaims;
import io.curfew.listener.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** As a user without Spring would write it. */
@RevocationTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlainRevocationTest {
    private final Instant now = Instant.now();
    private final TokenClaims token = TokenClaims.ofSession("sid-1", "jti-1", now, now.plusSeconds(900));
    private Revocations before;

    @BeforeEach
    void set_up(Revocations revocations) {
        before = revocations;
    }

    @Test
    @Order(1)
    void a_revoked_session_is_refused(Revocations revocations) {
        assertThat(revocations.listener().check(token)).isEqualTo(Verdict.ACTIVE);

        revocations.revoke("sid-1");

        assertThat(revocations.listener().check(token)).isEqualTo(Verdict.REVOKED);
        assertThat(before.listener()).isSameAs(revocations.listener());
    }

    @Test
    @Order(2)
    void each_test_begins_with_a_listener_of_its_own(Revocations revocations) {
        assertThat(revocations.listener().check(token)).isEqualTo(Verdict.ACTIVE);
    }

    @Test
    @Order(3)
    void a_stale_node_cannot_judge(Revocations revocations) {
        revocations.goStale();
        assertThat(revocations.listener().check(token)).isEqualTo(Verdict.STALE);
        revocations.recover();
        assertThat(revocations.listener().check(token)).isEqualTo(Verdict.ACTIVE);
    }
}
