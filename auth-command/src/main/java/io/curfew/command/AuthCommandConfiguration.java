package io.curfew.command;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * Everything auth-command is made of, to be imported into an application that has a data source: its own
 * ({@link AuthCommandApplication}) or one that runs other parts of Curfew beside it.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class AuthCommandConfiguration {

    /** The one clock of the commands; only composition roots read the system's. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
