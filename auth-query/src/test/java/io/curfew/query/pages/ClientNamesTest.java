package io.curfew.query.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Clients are called what the settings say. */
class ClientNamesTest {

    @Test
    void settings_name_clients_and_the_rest_are_called_by_their_ids() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "curfew.clients.shop.name", "The shop",
                                "curfew.clients.shop.secret", "not for the pages",
                                "curfew.clients.curfew-cli.name", "Terminal",
                                "curfew.clients.batch.grants", "password")));

        ClientNames names = new ClientNames(environment);

        assertThat(names.of("shop")).isEqualTo("The shop");
        assertThat(names.of("curfew-cli")).isEqualTo("Terminal");
        assertThat(names.of("curfew-pages")).isEqualTo("Sign-in page");
        assertThat(names.of("batch")).isEqualTo("batch");
        assertThat(names.of("another")).isEqualTo("another");
    }
}
