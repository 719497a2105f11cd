package io.curfew.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.command.StartRefusedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The accounts that settings make: each once, and never somebody else's. */
class BootstrapAccountsTest {
    private static final String PASSWORD = "the first password";

    private JdbcClient jdbc;
    private JdbcAccounts accounts;

    @BeforeEach
    void a_database() {
        DriverManagerDataSource source =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/command/common/V100__accounts.sql"),
                        new ClassPathResource("db/command/common/V171__bootstrap_accounts.sql"))
                .execute(source);
        jdbc = JdbcClient.create(source);
        accounts = new JdbcAccounts(jdbc, new PasswordHasher(1, Duration.ofSeconds(5)), Clock.systemUTC());
    }

    private void start(@Nullable String adminPassword) {
        new BootstrapAccounts(accounts, new AccountProperties.Bootstrap(adminPassword, null), account -> account.write()
                        .run())
                .afterPropertiesSet();
    }

    @Test
    void the_administrator_is_made_at_the_first_start_and_keeps_the_password_it_has_then() {
        start(PASSWORD);
        start("another password");

        Account admin = accounts.authenticate("admin", PASSWORD).orElseThrow();
        assertThat(admin.roles()).containsExactlyInAnyOrder(Role.USER, Role.ADMIN);
        assertThat(accounts.authenticate("admin", "another password")).isEmpty();
        assertThat(accounts.authenticate("auditor", PASSWORD)).isEmpty();
    }

    @Test
    void one_that_was_erased_does_not_come_back_at_the_next_start() {
        start(PASSWORD);
        accounts.erase(accounts.authenticate("admin", PASSWORD).orElseThrow().id());

        start(PASSWORD);

        assertThat(accounts.authenticate("admin", PASSWORD)).isEmpty();
    }

    @Test
    void nobody_can_take_its_name_before_it_is_made() {
        start(null);

        assertThat(accounts.register("Admin", "a good password", Set.of(Role.USER)))
                .isEmpty();
        assertThat(accounts.register("auditor", "a good password", Set.of(Role.USER)))
                .isEmpty();
        start(PASSWORD);
        assertThat(accounts.authenticate("admin", PASSWORD)).isPresent();
    }

    @Test
    void a_start_is_refused_when_somebody_took_the_name_under_an_earlier_version() {
        jdbc.sql("insert into account (id, username, password_hash, roles, disabled, credential_version, created_at)"
                        + " values ('x', 'admin', '-', 'USER', false, 0, 0)")
                .update();

        assertThatThrownBy(() -> start(PASSWORD))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("does not have the role ADMIN");
    }
}
