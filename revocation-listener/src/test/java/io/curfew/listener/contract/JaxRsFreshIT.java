package io.curfew.listener.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RouteRule;
import io.curfew.listener.StalenessPolicy;
import io.curfew.listener.bearer.BearerAnswer;
import org.junit.jupiter.api.Test;

/** What {@code @RequireFresh} does to a resource method. */
class JaxRsFreshIT {
    @Test
    void an_operation_that_requires_fresh_knowledge_is_refused_where_others_go_on() throws Exception {
        InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
        try (TokenForge forge = new TokenForge();
                JaxRsAdapter adapter = new JaxRsAdapter(forge.jwksUri(), feed, RouteRule.of(StalenessPolicy.OPEN))) {
            Sent sent = Sent.bearer(BadTokens.good(forge));
            assertThat(adapter.send("/sensitive", sent).status()).isEqualTo(200);

            feed.goStale();

            assertThat(adapter.send("/hello", sent).status()).isEqualTo(200);
            assertThat(adapter.send("/sensitive", sent)).isEqualTo(Answer.of(BearerAnswer.STATE_STALE));
        }
    }
}
