package io.curfew.query.whatif;

import io.curfew.query.audit.HistoryPages;
import io.curfew.query.replay.Generations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Composes the replay under another policy. */
@Configuration(proxyBeanMethods = false)
public class WhatIfConfiguration {

    @Bean
    WhatIfJob queryWhatIfJob(Generations generations, JdbcClient jdbc) {
        return new WhatIfJob(generations, new HistoryPages(jdbc));
    }
}
