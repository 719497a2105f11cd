package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of answers. */
public final class Answers {
    private Answers() {}

    /** A new account. */
    public record Registered(@JsonProperty("user_id") String userId, @JsonProperty("username") String username) {}

    /**
     * Tokens of a session (RFC 6749, section 5.1); those that travel in cookies are left out.
     *
     * @param expiresIn life of the access token in seconds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tokens(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @JsonProperty("session_id") String sessionId) {

        /** Hides the tokens. */
        @Override
        public String toString() {
            return "Tokens[hidden]";
        }
    }

    /** How many sessions were ended. */
    public record Ended(@JsonProperty("revoked") int revoked) {}

    /** A browser has been logged out. */
    public record LoggedOut(@JsonProperty("message") String message, @JsonProperty("revoked") int revoked) {}

    /**
     * How far a revocation is on its way.
     *
     * @param position the number of its event in the user's stream
     * @param published whether Kafka is known to have acknowledged all of it: some milliseconds behind the log-out's answer
     * @param notices where in the topic it lies
     * @param verdict whether every node has applied it: complete, pending or unknown
     * @param nodes every running listener that reports, as far as this is about it
     */
    public record RevocationState(
            @JsonProperty("id") String id,
            @JsonProperty("position") long position,
            @JsonProperty("published") boolean published,
            @JsonProperty("notices") List<NoticePlace> notices,
            @JsonProperty("verdict") String verdict,
            @JsonProperty("nodes") List<NodeStanding> nodes) {}

    /**
     * What one node has said about a revocation; times are Kafka's.
     *
     * @param standing applied, pending, unknown (silent since) or ended (it said that it accepts nothing any more)
     * @param since when its word that it applied it was there
     * @param refusesAfter for one that is silent: from then on it accepts nothing of it anyway, for it fails closed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeStanding(
            @JsonProperty("service") @Nullable String service,
            @JsonProperty("node") @Nullable String node,
            @JsonProperty("standing") String standing,
            @JsonProperty("since") @Nullable Instant since,
            @JsonProperty("heard_at") Instant heardAt,
            @JsonProperty("refuses_after") @Nullable Instant refusesAfter) {}

    /** A place in topic {@code session-revocations}. */
    public record NoticePlace(@JsonProperty("partition") int partition, @JsonProperty("offset") long offset) {}
}
