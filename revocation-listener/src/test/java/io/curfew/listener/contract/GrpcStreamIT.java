package io.curfew.listener.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.contract.TokenForge.Draft;
import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An open gRPC stream")
class GrpcStreamIT {
    private final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();

    @Test
    void ends_when_its_session_is_revoked_and_says_why() throws Exception {
        try (TokenForge forge = new TokenForge();
                GrpcAdapter adapter = new GrpcAdapter(forge.jwksUri(), feed)) {
            Draft revoked = new Draft();
            Iterator<String> words = talk(adapter, Sent.bearer(forge.sign(revoked)), 60);
            Iterator<String> others = talk(adapter, Sent.bearer(forge.sign(new Draft())), 15);
            assertThat(words.next()).isEqualTo("hello");
            assertThat(others.next()).isEqualTo("hello");

            feed.revoke(revoked.sid());

            assertEnded(words, BearerAnswer.SESSION_REVOKED);
            // The other stream ends by its deadline, not by this revocation.
            assertThatThrownBy(others::hasNext).hasMessageContaining("DEADLINE_EXCEEDED");
        }
    }

    @Test
    void ends_when_its_token_expires_or_the_node_turns_stale_and_says_why() throws Exception {
        try (TokenForge forge = new TokenForge();
                GrpcAdapter adapter = new GrpcAdapter(forge.jwksUri(), feed)) {
            Draft brief = new Draft().claim("exp", Instant.now().getEpochSecond() + 6);
            Iterator<String> words = talk(adapter, Sent.bearer(forge.sign(brief)), 60);
            Iterator<String> others = talk(adapter, Sent.bearer(forge.sign(new Draft())), 60);
            assertThat(words.next()).isEqualTo("hello");
            assertThat(others.next()).isEqualTo("hello");
            assertEnded(words, BearerAnswer.TOKEN_INVALID);

            feed.goStale();

            assertEnded(others, BearerAnswer.STATE_STALE);
        }
    }

    private static void assertEnded(Iterator<String> words, BearerAnswer answer) {
        assertThatThrownBy(words::hasNext)
                .isInstanceOfSatisfying(StatusRuntimeException.class, ended -> assertThat(GrpcAdapter.asHttp(ended))
                        .isEqualTo(Answer.of(answer)));
    }

    private static Iterator<String> talk(GrpcAdapter adapter, Sent sent, int seconds) {
        return ClientCalls.blockingServerStreamingCall(
                adapter.channel(sent),
                GrpcAdapter.TALK,
                CallOptions.DEFAULT.withDeadlineAfter(seconds, TimeUnit.SECONDS),
                "");
    }
}
