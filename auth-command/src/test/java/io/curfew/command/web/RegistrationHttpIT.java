package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Making accounts in masses. */
class RegistrationHttpIT {

    @Test
    void whoever_registers_too_often_is_told_to_come_again_and_may_still_log_in() {
        try (WebNode node =
                WebNode.start("curfew.throttle.register-burst=2", "curfew.throttle.register-per-minute=1")) {
            Http http = new Http(node.address());
            Person ann = Person.register(http);
            Person.register(http);

            Answer third = http.post(
                    "/auth/register", Map.of("username", "u-" + UUID.randomUUID(), "password", "long enough"));

            assertThat(third.status()).isEqualTo(429);
            assertThat(third.code()).isEqualTo("too_many_attempts");
            assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 60);
            assertThat(ann.login().bearerWorks()).isTrue();
        }
    }
}
