package io.curfew.listener.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.contract.TokenForge.Draft;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rule of a route holds in Spring Security's own token validation")
class SpringMvcRoutesIT {
    @Test
    void an_open_route_goes_on_while_the_node_is_stale_and_the_others_do_not() throws Exception {
        InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
        try (TokenForge forge = new TokenForge();
                SpringMvcAdapter adapter = new SpringMvcAdapter(
                        forge.jwksUri(),
                        feed,
                        "server.tomcat.threads.max=1",
                        "server.tomcat.threads.min-spare=1",
                        "curfew.listener.routes[0].path=/admin/**",
                        "curfew.listener.routes[0].policy=open")) {
            Draft draft = new Draft().claim("scope", "admin");
            Sent sent = Sent.bearer(forge.sign(draft));
            feed.goStale();

            for (int i = 0; i < 3; i++) {
                assertThat(adapter.send("/admin/hello", sent).status()).isEqualTo(200);
                assertThat(adapter.send("/hello", sent)).isEqualTo(Answer.of(BearerAnswer.STATE_STALE));
            }
            feed.revoke(draft.sid());
            assertThat(adapter.send("/admin/hello", sent)).isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));
        }
    }
}
