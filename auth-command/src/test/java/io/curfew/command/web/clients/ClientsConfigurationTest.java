package io.curfew.command.web.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.command.StartRefusedException;
import io.curfew.command.token.TokenProperties;
import io.curfew.command.web.clients.Client.Grant;
import io.curfew.command.web.clients.Client.Introspection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the settings say of clients is understood or refused. */
class ClientsConfigurationTest {
    private static final String SECRET = "0123456789abcdef";
    private static final String ISSUER = "https://login.example";
    private static final String API = "https://api.example";
    private static final TokenProperties TOKENS = new Binder(
                    new MapConfigurationPropertySource(Map.of("curfew.issuer", ISSUER, "curfew.resources", API)))
            .bindOrCreate("curfew", TokenProperties.class);

    private static Clients read(String... settings) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", map));
        return new ClientsConfiguration().clients(environment, TOKENS);
    }

    @Test
    void without_any_setting_there_are_ours_and_the_default_is_one_of_them() {
        Client client = read().of(new ClientCredentials(null, null));

        assertThat(client.id()).isEqualTo("curfew");
        assertThat(client.grants()).containsExactlyInAnyOrder(Grant.values());
        assertThat(client.introspection()).isEqualTo(Introspection.NONE);
        assertThat(client.confidential()).isFalse();
    }

    @Test
    void a_setting_takes_the_place_of_ours() {
        Client client = read("curfew.clients.curfew.grants", "").of(new ClientCredentials("curfew", null));

        assertThat(client.grants()).isEmpty();
    }

    @Test
    void ids_with_capitals_and_signs_are_written_in_brackets() {
        Clients clients = read("curfew.clients.[https://Shop.example/app].grants", "password");

        assertThat(clients.of(new ClientCredentials("https://Shop.example/app", null))
                        .grants())
                .containsExactly(Grant.PASSWORD);
    }

    @Test
    void the_earlier_setting_of_introspecting_clients_goes_on() {
        Client client = read("curfew.introspection.clients.orders", SECRET)
                .proven(new ClientCredentials("orders", SECRET))
                .orElseThrow();

        assertThat(client.grants()).isEmpty();
        assertThat(client.introspection()).isEqualTo(Introspection.ANY);
    }

    @Test
    void a_token_is_for_what_the_client_names_or_else_for_all_it_may() {
        Clients clients = read("curfew.clients.shop.resources", API + "," + ISSUER);
        Client shop = clients.of(new ClientCredentials("shop", null));
        Client any = clients.of(new ClientCredentials("curfew", null));

        assertThat(clients.audience(any, List.of())).containsExactly("curfew");
        assertThat(clients.audience(any, List.of(API))).containsExactly(API);
        assertThat(clients.audience(any, List.of(API, ISSUER, API))).containsExactlyInAnyOrder(API, ISSUER);
        assertThat(clients.audience(shop, List.of())).containsExactlyInAnyOrder(API, ISSUER);
        assertThat(clients.audience(shop, List.of(ISSUER))).containsExactly(ISSUER);
        assertThatThrownBy(() -> clients.audience(shop, List.of("curfew"))).hasMessageContaining("invalid_target");
        assertThatThrownBy(() -> clients.audience(any, List.of(API, "https://evil.example")))
                .hasMessageContaining("invalid_target");
    }

    @ParameterizedTest
    @CsvSource({
        "curfew.clients.shop.resources, https://unknown.example, resources that are not known",
        "curfew.clients.shop.resources, '', resources that are not known",
        "curfew.clients.shop.secret, short, too short",
        "curfew.introspection.clients.shop, short, too short",
        "curfew.clients.shop.introspection, any, anybody could in its name",
        "curfew.clients.shop.grants, refresh_token, not begin a session",
        "curfew.clients.[shop 1].name, Shop, no request can name",
        "curfew.default-client-id, shop, is no client",
        "curfew.clients.shop.grant, password, not understood: curfew.clients.shop.grant.", // misspelt: a limit lost
        "curfew.clients.shop.secrets, short, not understood: curfew.clients.shop.secrets.",
        "curfew.clients.shop.grants, passwords, not understood: curfew.clients.shop.grants",
        "curfew.clients.curfewcli.grants, '', cannot tell the clients",
    })
    void what_does_not_fit_is_refused_at_the_start(String setting, String value, String why) {
        assertThatThrownBy(() -> read(setting, value)).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "CURFEW_CLIENTS_SHOP_SECRET, [Shop], shop",
        "CURFEW_CLIENTS_SHOPSERVER_SECRET, shop-server, shopserver",
        "CURFEW_CLIENTS_CURFEWCLI_SECRET, curfew-pages, curfewcli",
    })
    void a_variable_makes_no_second_client_of_the_same_secret(String variable, String id, String other) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("file", Map.of("curfew.clients." + id + ".grants", "password")));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, SECRET)));

        assertThatThrownBy(() -> new ClientsConfiguration().clients(environment, TOKENS))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("cannot tell the clients")
                .hasMessageContaining(other)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void a_secret_that_is_not_understood_is_not_shown() {
        assertThatThrownBy(() -> read("curfew.clients.shop.app.secret", SECRET))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("curfew.clients.shop.app.secret")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    void an_audience_for_all_cannot_be_the_front_doors_own() {
        for (String audience : List.of(ISSUER, ISSUER + "/")) {
            TokenProperties tokens = new Binder(new MapConfigurationPropertySource(Map.of(
                            "curfew.issuer", ISSUER,
                            "curfew.audience", audience,
                            "curfew.require-issuer-audience", "true")))
                    .bindOrCreate("curfew", TokenProperties.class);
            assertThatThrownBy(() -> Resources.of(tokens)).hasMessageContaining("cannot be the issuer");
        }
    }

    @Test
    void a_client_stands_in_one_place() {
        assertThatThrownBy(
                        () -> read("curfew.clients.shop.secret", SECRET, "curfew.introspection.clients.shop", SECRET))
                .hasMessageContaining("stands in curfew.clients and in curfew.introspection.clients")
                .hasMessageNotContaining(SECRET);
    }
}
