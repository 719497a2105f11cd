package io.curfew.command.web.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.credentials.PresentedToken.Way;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of several access tokens in one request counts. */
class PresentedTokenTest {
    private static final VerifiedToken TOKEN =
            new VerifiedToken("u", "s", "c", "j", "k", Set.of(), Set.of(), Instant.EPOCH, Instant.EPOCH, false);

    private static final PresentedToken VALID = new PresentedToken.Valid(TOKEN, Way.COOKIE);
    private static final PresentedToken UNJUDGED = new PresentedToken.Unjudged(Way.COOKIE);
    private static final PresentedToken INVALID = new PresentedToken.Invalid("forged", Way.COOKIE);
    private static final PresentedToken NONE = new PresentedToken.None();
    private static final List<PresentedToken> REFUSED = List.of(
            new PresentedToken.Expired(TOKEN, Way.COOKIE),
            new PresentedToken.Ended(TOKEN, Way.COOKIE),
            new PresentedToken.Revoked(TOKEN, Way.COOKIE));

    private static void outranks(PresentedToken better, PresentedToken worse) {
        assertThat(PresentedToken.preferred(better, worse)).isSameAs(better);
        assertThat(PresentedToken.preferred(worse, better)).isSameAs(better);
    }

    @Test
    void a_valid_one_outranks_all_others() {
        REFUSED.forEach(refused -> outranks(VALID, refused));
        outranks(VALID, UNJUDGED);
        outranks(VALID, INVALID);
    }

    @Test
    void an_unknown_status_is_never_hidden_by_a_refusal() {
        REFUSED.forEach(refused -> outranks(UNJUDGED, refused));
        outranks(UNJUDGED, INVALID);
    }

    @Test
    void one_of_ours_says_more_than_one_that_is_not() {
        REFUSED.forEach(refused -> outranks(refused, INVALID));
        outranks(INVALID, NONE);
    }
}
