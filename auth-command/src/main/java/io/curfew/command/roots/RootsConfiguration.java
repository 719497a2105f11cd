package io.curfew.command.roots;

import io.curfew.command.history.HeadsPublisher;
import io.curfew.command.token.RootSigner;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the making and publishing of roots together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RootProperties.class)
class RootsConfiguration {
    @Bean
    RootStore rootStore(JdbcTemplate jdbc) {
        return new RootStore(jdbc);
    }

    @Bean
    RootCutter rootCutter(
            RootStore store,
            RootSigner signer,
            PlatformTransactionManager transactions,
            Clock clock,
            RootProperties properties) {
        return new RootCutter(store, signer, new TransactionTemplate(transactions), clock, properties.headsInterval());
    }

    @Bean
    RootRelay rootRelay(
            RootStore store, JdbcTemplate jdbc, HeadsPublisher publisher, PlatformTransactionManager transactions) {
        return new RootRelay(store, new PublishedRoots(jdbc), publisher, new TransactionTemplate(transactions));
    }

    @Bean(initMethod = "start")
    RootTicker rootTicker(RootCutter cutter, RootRelay relay, RootProperties properties) {
        return new RootTicker(
                () -> {
                    cutter.cut();
                    relay.publish();
                },
                properties.headsInterval());
    }

    @Bean
    RootMetrics rootMetrics(JdbcTemplate jdbc) {
        return new RootMetrics(new UnsignedAge(jdbc, System::nanoTime));
    }
}
