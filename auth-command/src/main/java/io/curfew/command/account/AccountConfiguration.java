package io.curfew.command.account;

import io.curfew.command.sessions.SessionCommands;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;

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
    AccountCreation accountCreation(SessionCommands commands, Clock clock) {
        return new AccountCreation(commands, clock);
    }

    @Bean
    BootstrapAccounts bootstrapAccounts(JdbcAccounts accounts, AccountProperties properties, AccountCreation creation) {
        return new BootstrapAccounts(accounts, properties.bootstrap(), creation::create);
    }

    @Bean
    FailedAuthentications failedAuthentications(MeterRegistry registry, Clock clock) {
        return new FailedAuthentications(registry, clock);
    }

    @Bean
    FailureRecorder failureRecorder(
            FailedAuthentications failures,
            Accounts accounts,
            SessionCommands commands,
            Clock clock,
            TaskScheduler curfewScheduler) {
        FailureRecorder recorder = new FailureRecorder(failures, accounts, commands, clock);
        recorder.schedule(curfewScheduler);
        return recorder;
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
