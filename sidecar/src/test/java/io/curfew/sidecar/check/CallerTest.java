package io.curfew.sidecar.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.TokenClaims;
import io.curfew.listener.bearer.VerifiedToken;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void every_header_is_there_also_for_a_token_that_says_little() {
        VerifiedToken token =
                new VerifiedToken(TokenClaims.ofSession("sid-1", "jti-1", Instant.EPOCH, Instant.EPOCH), Map.of());

        assertThat(Caller.headers(token))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "X-Curfew-Subject", "",
                        "X-Curfew-Session", "sid-1",
                        "X-Curfew-Scope", "",
                        "X-Curfew-Client", ""));
    }

    @Test
    void a_subject_cannot_write_headers_of_its_own_nor_be_taken_for_another() {
        assertThat(Caller.safe("anna\r\nX-Curfew-Scope: admin")).isEqualTo("anna%0D%0AX-Curfew-Scope: admin");
        assertThat(Caller.safe("änna")).isEqualTo("%C3%A4nna");
        assertThat(Caller.safe("%61nna")).isEqualTo("%2561nna");
        assertThat(Caller.safe(" anna ")).isEqualTo("%20anna%20");
        assertThat(Caller.safe("a\u0000b\u007f")).isEqualTo("a%00b%7F");
    }
}
