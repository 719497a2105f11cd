package io.curfew.listener.spring;

import io.curfew.listener.ListenerMetrics;
import io.curfew.listener.RevocationListener;
import io.curfew.listener.micrometer.ListenerGauges;
import io.curfew.listener.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Meters, where Micrometer is there: Spring Boot binds them to every registry. */
@AutoConfiguration(before = RevocationListenerAutoConfiguration.class)
@ConditionalOnClass({MeterRegistry.class, MeterBinder.class})
@ConditionalOnProperty(name = "curfew.listener.enabled", matchIfMissing = true)
class RevocationMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(ListenerMetrics.class)
    MicrometerMetrics revocationListenerMetrics() {
        return new MicrometerMetrics();
    }

    @Bean
    MeterBinder revocationListenerGauges(RevocationListener listener) {
        return new ListenerGauges(listener);
    }
}
