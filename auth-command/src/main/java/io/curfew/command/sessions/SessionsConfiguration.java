package io.curfew.command.sessions;

import io.curfew.command.axon.CommandDispatcher;
import io.curfew.command.database.Lease;
import io.curfew.command.domain.RulePolicy;
import io.curfew.command.domain.SessionPolicy;
import io.curfew.events.receipt.Fleet;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;

/** Makes the commands on sessions available to the rest of auth-command. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    SessionProperties.class,
    PublishProperties.class,
    ForeignTokenProperties.class,
    ReceiptProperties.class
})
class SessionsConfiguration {

    @Bean
    SessionPolicy sessionPolicy(SessionProperties properties) {
        return properties.policy();
    }

    @Bean
    SessionIndex sessionIndex(JdbcTemplate jdbc) {
        return new SessionIndex(jdbc);
    }

    @Bean
    RulePolicy rulePolicy(ForeignTokenProperties properties) {
        return properties.policy();
    }

    @Bean
    RuleTable ruleTable(JdbcTemplate jdbc) {
        return new RuleTable(jdbc);
    }

    @Bean
    RuleLookup ruleLookup(JdbcTemplate jdbc) {
        return new JdbcRuleLookup(jdbc);
    }

    @Bean
    ReuseMeter reuseMeter(MeterRegistry registry) {
        return new ReuseMeter(registry);
    }

    @Bean
    IssuedTokens issuedTokens(JdbcTemplate jdbc, SessionPolicy policy, Clock clock) {
        return new JdbcIssuedTokens(jdbc, policy, clock);
    }

    @Bean
    SessionCommands sessionCommands(CommandDispatcher dispatcher, PublishProperties publish) {
        return new DispatchedSessionCommands(dispatcher, publish.budget());
    }

    @Bean
    Revocations revocations(JdbcTemplate jdbc) {
        return new JdbcRevocations(jdbc);
    }

    @Bean
    RevocationProofs revocationProofs(
            Revocations revocations,
            @Qualifier("commandFleet") Fleet fleet,
            Clock clock,
            ReceiptProperties properties,
            PublishProperties publish) {
        return new RevocationProofs(revocations, fleet, clock, properties, publish.budget());
    }

    @Bean
    ExpirySweeper expirySweeper(
            SessionIndex index,
            SessionCommands commands,
            JdbcTemplate jdbc,
            Clock clock,
            SessionProperties properties,
            TaskScheduler curfewScheduler) {
        Duration every = properties.expirySweep();
        Lease lease = new Lease(jdbc, "expiry", UUID.randomUUID().toString(), every.multipliedBy(2));
        ExpirySweeper sweeper = new ExpirySweeper(index, commands, lease, clock);
        sweeper.schedule(curfewScheduler, every);
        return sweeper;
    }
}
