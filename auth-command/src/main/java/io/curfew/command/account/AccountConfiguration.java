package io.curfew.command.account;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The built-in user store, which gives way to any other bean of type {@link Accounts}, wherever it is declared. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {

    @Bean
    @Fallback
    JdbcAccounts jdbcAccounts(JdbcClient jdbc, AccountProperties properties, Clock clock) {
        AccountProperties.Hashing hashing = properties.passwords();
        return new JdbcAccounts(jdbc, new PasswordHasher(hashing.hashesAtOnce(), hashing.patience()), clock);
    }

    @Bean
    BootstrapAccounts bootstrapAccounts(JdbcAccounts accounts, AccountProperties properties) {
        return new BootstrapAccounts(accounts, properties.bootstrap());
    }

    @Bean
    LoginThrottle loginThrottle(AccountProperties properties, Clock clock) {
        return new LoginThrottle(properties.throttle(), clock);
    }

    @Bean
    RegistrationThrottle registrationThrottle(AccountProperties properties, Clock clock) {
        return new RegistrationThrottle(properties.throttle(), clock);
    }
}
